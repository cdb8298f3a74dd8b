import type { LoadedModel } from '../backend.js';

const QUESTION = 'Are you ready? Answer in one sentence.';
const MAX_TOKENS = 8;

/**
 * Asks a model for a few tokens.
 *
 * @throws when none comes, in time or at all; the signal's reason when it is aborted
 */
export async function runCanary(
  model: LoadedModel,
  { timeoutMs, signal }: { timeoutMs: number; signal: AbortSignal },
): Promise<void> {
  const timeout = new AbortController();
  const timer = setTimeout(() => {
    timeout.abort(new Error(`no answer within ${timeoutMs / 1000} s`));
  }, timeoutMs);
  try {
    const either = AbortSignal.any([signal, timeout.signal]);
    // A model that hangs may not heed its signal.
    const isAnswered = await Promise.race([hasAnswer(model, either), rejectWhenAborted(either)]);
    if (!isAnswered) throw new Error('the model produced no token');
  } finally {
    clearTimeout(timer);
  }
}

async function hasAnswer(model: LoadedModel, signal: AbortSignal): Promise<boolean> {
  const chunks = model.generate({
    messages: [{ role: 'user', content: QUESTION }],
    maxTokens: MAX_TOKENS,
    temperature: 0,
    stop: [],
    signal,
  });
  let text = '';
  for await (const chunk of chunks) text += chunk.kind === 'token' ? chunk.text : '';
  return text.trim() !== '';
}

function rejectWhenAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}
