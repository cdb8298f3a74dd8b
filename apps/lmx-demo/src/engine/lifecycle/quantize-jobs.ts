import { randomUUID } from 'node:crypto';
import type { QuantizableBackend } from '../backend.js';
import type { EngineContext } from './engine-context.js';
import { messageOf } from './message-of.js';

interface QuantizeJob {
  jobId: string;
  /** Of the model that is being made. */
  modelId: string;
  ended: Promise<void>;
}

/** Models that are being made smaller. */
export class QuantizeJobs {
  readonly #context: EngineContext;
  readonly #jobs = new Map<string, QuantizeJob>();

  constructor(context: EngineContext) {
    this.#context = context;
  }

  /** Begin, or join the job that makes the same model. @throws {EngineError} `unsupported` */
  start(backend: QuantizableBackend, id: string, bits: number): { jobId: string; modelId: string } {
    const modelId = backend.quantizedId(id, bits);
    const underWay = this.#jobs.get(modelId);
    if (underWay !== undefined) return { jobId: underWay.jobId, modelId };
    const job = { jobId: randomUUID(), modelId, ended: Promise.resolve() };
    this.#jobs.set(modelId, job);
    job.ended = this.#run(backend, id, bits).finally(() => this.#jobs.delete(modelId));
    return { jobId: job.jobId, modelId };
  }

  /** Wait until no job is left. */
  async settle(): Promise<void> {
    await Promise.all([...this.#jobs.values()].map(({ ended }) => ended));
  }

  async #run(backend: QuantizableBackend, id: string, bits: number): Promise<void> {
    const tell = (status: string, percent: number): void =>
      this.#context.publish('quantize_progress', { model_id: id, status, percent });
    let reached = 0;
    tell('quantizing', 0);
    try {
      await backend.quantizeModel(id, {
        bits,
        signal: this.#context.signal,
        onProgress: (percent) => {
          if (percent <= reached || percent >= 100) return;
          reached = percent;
          tell('quantizing', percent);
        },
      });
      tell('completed', 100);
    } catch (error) {
      tell(this.#context.signal.aborted ? 'cancelled' : `failed: ${messageOf(error)}`, reached);
    }
  }
}
