import type { UpdateLogInput } from '@opta/journal-runtime';
import { createSeededRandom } from 'test-kit';
import type { SampleEvent, SampleSession } from './journal-folder.js';

const DAY_MS = 86_400_000;
const MODELS = ['opta-demo/ngram-2-tiny', 'opta-demo/ngram-3-small', 'opta-demo/ngram-4-medium'] as const;
const NOTES = [
  'The small model answers fast enough for the editor.',
  'Fans audible during the long load.',
  'Tried the medium model for the review: better, but too slow.',
];

type SampleUpdate = UpdateLogInput & { title: string; summary: string };

/** Update logs as they come when somebody works with a server. */
export const SAMPLE_UPDATES: readonly [SampleUpdate, SampleUpdate, SampleUpdate] = [
  { title: 'Load opta-demo/ngram-3-small', summary: 'Loaded for the editor: 1.5 GB, 2.1 s.' },
  {
    title: 'Raise the memory threshold',
    summary: 'Two models fit now: the threshold went from 80 to 85 %.',
    steps: [
      { target: 'studio', component: 'lmx', step: 'configure', status: 'ok', message: '' },
      {
        target: 'studio',
        component: 'lmx',
        step: 'restart',
        status: 'fail',
        message: 'The port was still taken.',
      },
    ],
  },
  { title: 'Unload opta-demo/ngram-4-medium', summary: 'Idle for half an hour; 4 GB are free again.' },
];

/**
 * One session for each of some days, the same ones whenever they are asked for: models come and go, requests succeed and
 * fail, memory runs short.
 *
 * @param until - epoch milliseconds of the midnight before which they end
 */
export function buildSampleSessions(until: number, days: number): SampleSession[] {
  const random = createSeededRandom(7);
  return Array.from({ length: days }, (_, index) => {
    const startedAt = until - (days - index) * DAY_MS + (8 + random() * 8) * 3_600_000;
    return {
      startedAt: new Date(startedAt).toISOString(),
      device: index % 4 === 3 ? 'laptop' : 'studio',
      summary: index % 3 === 0 ? 'model evaluation' : 'runtime session',
      events: buildEvents(random),
      notes: index % 2 === 0 ? [NOTES[index % NOTES.length] as string] : [],
    };
  });
}

function buildEvents(random: () => number): SampleEvent[] {
  let after = 2 + random() * 5;
  const events: SampleEvent[] = [];
  const add = (type: string, data: Record<string, unknown>): void => {
    events.push({ after, type, data });
    after += 2 + random() * 240;
  };
  for (const [index, model_id] of MODELS.entries()) {
    if (random() < 0.25) {
      add('model_load_failed', { model_id, error: 'Not enough memory: 4 GB needed, 2.6 GB free.' });
      continue;
    }
    add('model_loaded', { model_id, memory_gb: 0.5 + index * 1.5, duration_sec: 1.2 + index });
    for (let count = Math.floor(4 + random() * 16); count > 0; count -= 1) addRequest(add, model_id, random);
    if (random() < 0.4) {
      add('memory_warning', { usage_percent: 88, threshold_percent: 85, message: 'Memory is short.' });
    }
    add('model_unloaded', { model_id, reason: 'idle' });
  }
  if (random() < 0.3) add('download_failed', { repo_id: MODELS[2], error: 'The hub closed the connection.' });
  return events;
}

function addRequest(
  add: (type: string, data: Record<string, unknown>) => void,
  model_id: string,
  random: () => number,
): void {
  if (random() < 0.06) {
    add('request_failed', { model_id, error: 'The client went away after 12 of 64 tokens.' });
    return;
  }
  const prompt_tokens = Math.floor(20 + random() * 400);
  const completion_tokens = Math.floor(10 + random() * 200);
  add('request_completed', { model_id, prompt_tokens, completion_tokens, duration_sec: 0.4 + random() });
}
