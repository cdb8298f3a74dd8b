import { onTestFinished } from 'vitest';
import type { Backend, GenerationChunk, GenerationRequest } from '../../src/engine/backend.js';
import { createModelEngine, type ModelEngineOptions } from '../../src/engine/create-model-engine.js';
import type { ModelEngine } from '../../src/engine/model-engine.js';
import { Recorder } from './recorder.js';

/** An engine with a budget of 10 GB that is closed when the test has ended, and what it publishes. */
export function makeEngine(
  backend: Backend,
  options: Partial<ModelEngineOptions> = {},
): { engine: ModelEngine; recorder: Recorder } {
  const recorder = new Recorder();
  const engine = createModelEngine({
    backend,
    publish: recorder.publish,
    memoryBudgetGb: 10,
    memoryThresholdPercent: 100,
    ...options,
  });
  onTestFinished(() => engine.close(0));
  return { engine, recorder };
}

export function makeRequest(request: Partial<GenerationRequest> = {}): GenerationRequest {
  return {
    messages: [{ role: 'user', content: 'How does the server use memory?' }],
    maxTokens: 40,
    temperature: 0,
    stop: [],
    signal: new AbortController().signal,
    ...request,
  };
}

/** The text of an answer and its last chunk. */
export async function readAnswer(
  chunks: AsyncIterable<GenerationChunk>,
): Promise<{ text: string; end: GenerationChunk | undefined }> {
  let text = '';
  let end: GenerationChunk | undefined;
  for await (const chunk of chunks) {
    if (chunk.kind === 'token') text += chunk.text;
    else end = chunk;
  }
  return { text, end };
}
