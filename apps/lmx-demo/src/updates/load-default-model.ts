import type { ServerLog } from '../command/server-log.js';
import type { ModelEngine } from '../engine/model-engine.js';
import { loadFailedUpdate, startLoadedUpdate } from './update-inputs.js';
import type { UpdateLogDesk } from './update-log-desk.js';

export interface LoadDefaultModelOptions {
  engine: ModelEngine;
  desk: UpdateLogDesk;
  log: ServerLog;
}

/** Loads the model that requests go to by default. A failure does not keep the server from starting. */
export async function loadDefaultModel(
  modelId: string | null,
  { engine, desk, log }: LoadDefaultModelOptions,
): Promise<void> {
  if (modelId === null) return;
  try {
    const outcome = await engine.load(modelId, { autoDownload: true });
    if (outcome.kind === 'loaded') await desk.write(startLoadedUpdate(modelId, outcome));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    log.say(`The default model ${modelId} was not loaded: ${reason}`);
    await desk.write(loadFailedUpdate(modelId, error));
  }
}
