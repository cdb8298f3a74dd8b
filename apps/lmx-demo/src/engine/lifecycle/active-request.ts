import type { GenerationChunk } from '../backend.js';
import { EngineError } from '../engine-error.js';
import type { Publish } from '../model-engine.js';
import type { LoadedEntry } from './loaded-entry.js';
import { messageOf } from './message-of.js';
import { secondsSince } from './seconds-since.js';

/** The status that proxies log for a client that went away. No client ever sees it. */
const CLIENT_CLOSED_REQUEST = 499;

export interface ActiveRequestOptions {
  publish: Publish;
  requestId: string;
  stream: boolean | undefined;
  /** Of the monotonic clock. */
  startedAt: number;
  onEnd(): void;
}

/** A request from its first to its last token. It ends exactly once, and the way in which it ends is published. */
export class ActiveRequest {
  readonly entry: LoadedEntry;
  readonly #signal: AbortSignal;
  readonly #options: ActiveRequestOptions;
  readonly #stop = new AbortController();
  #tokenCount = 0;
  #firstTokenMs: number | undefined;
  #isEnded = false;

  constructor(entry: LoadedEntry, signal: AbortSignal, options: ActiveRequestOptions) {
    this.entry = entry;
    this.#signal = signal;
    this.#options = options;
  }

  get isEnded(): boolean {
    return this.#isEnded;
  }

  /** Aborted by {@link stop}. */
  get stopped(): AbortSignal {
    return this.#stop.signal;
  }

  countToken(): void {
    this.#tokenCount += 1;
    this.#firstTokenMs ??= this.#elapsedMs();
  }

  complete(end: Extract<GenerationChunk, { kind: 'end' }>): void {
    this.#end('request_completed', {
      prompt_tokens: end.promptTokens,
      completion_tokens: end.completionTokens,
      duration_ms: this.#elapsedMs(),
      ...(this.#firstTokenMs === undefined ? {} : { time_to_first_token_ms: this.#firstTokenMs }),
      finish_reason: end.finishReason,
      ...(this.#options.stream === undefined ? {} : { stream: this.#options.stream }),
    });
  }

  fail(error: unknown): void {
    if (this.#signal.aborted) this.giveUp();
    else {
      const status = error instanceof EngineError ? error.status : 500;
      this.#end('request_failed', { error: messageOf(error), status });
    }
  }

  /** The client went away. */
  giveUp(): void {
    const tokens = this.#tokenCount === 1 ? '1 token' : `${this.#tokenCount} tokens`;
    const error = `client closed the connection after ${tokens}`;
    this.#end('request_failed', { error, status: CLIENT_CLOSED_REQUEST });
  }

  /** Let nobody wait for it any longer. */
  stop(error: EngineError): void {
    this.fail(error);
    this.#stop.abort(error);
  }

  #elapsedMs(): number {
    return Math.round(secondsSince(this.#options.startedAt) * 1000);
  }

  #end(type: string, data: Record<string, unknown>): void {
    if (this.#isEnded) return;
    this.#isEnded = true;
    this.#options.onEnd();
    this.#options.publish(type, {
      model_id: this.entry.id,
      request_id: this.#options.requestId,
      ...data,
    });
  }
}
