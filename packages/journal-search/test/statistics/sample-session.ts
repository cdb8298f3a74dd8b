import type { SampleSession } from './random-sessions.js';

/** A session of ours that ended cleanly; what a test needs otherwise is given. */
export function sampleSession(changes: Partial<SampleSession> = {}): SampleSession {
  return {
    index: 1,
    device: 'studio',
    program: 'ours',
    events: [
      { type: 'model_loaded', data: { model_id: 'lab/a' }, seconds: 5 },
      {
        type: 'request_completed',
        data: { model_id: 'lab/a', prompt_tokens: 1_200, completion_tokens: 7 },
        seconds: 60,
      },
      { type: 'tea_failed', data: { error: 'cold' }, seconds: 1 },
    ],
    lastSeconds: 3_600,
    end: 'published',
    status: 'clean',
    files: 'both',
    isArchived: false,
    isSegmented: false,
    ...changes,
  };
}
