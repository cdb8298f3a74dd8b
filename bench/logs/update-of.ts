import { type UpdateLog, updateLogFileName } from '@opta/journal-format';
import { createSeededRandom } from 'test-kit';
import { FAILURES, isoSeconds, MODELS, startOf } from './session-of.js';
import { pick, pickWord, writeSentence } from './vocabulary.js';

const CATEGORIES = ['update', 'sync', 'config', 'model', 'promotion', 'startup'] as const;
const AUTHORS = ['ann', 'bob', 'carol', 'matthew'] as const;
const STATUSES = ['ok', 'ok', 'ok', 'skip', 'fail'] as const;

/** The update log of an index with its name, always the same one for the same seed. */
export function updateOf(index: number, count: number, seed: number): { name: string; log: UpdateLog } {
  const random = createSeededRandom(seed * 1_000_033 + index);
  const at = isoSeconds(startOf(index, count));
  const [id, date] = [String(index + 1).padStart(3, '0'), at.slice(0, 10)];
  const title = writeSentence(random, 3, 6).slice(0, -1);
  const log: UpdateLog = {
    id,
    date,
    time: at.slice(11, 19),
    author: pick(random, AUTHORS),
    versionBefore: `0.${index % 40}.0`,
    versionAfter: `0.${(index % 40) + 1}.0`,
    commit: Math.floor(random() * 2 ** 32)
      .toString(16)
      .padStart(8, '0'),
    promoted: random() < 0.2,
    category: pick(random, CATEGORIES),
    title,
    summary: Array.from({ length: 1 + Math.floor(random() * 4) }, () => writeSentence(random, 6, 20)),
    commandInputs: [{ name: 'model_id', value: pick(random, MODELS) }],
    steps: Array.from({ length: 1 + Math.floor(random() * 4) }, () => {
      const status = pick(random, STATUSES);
      const message = status === 'fail' ? pick(random, FAILURES) : writeSentence(random, 2, 8);
      return { target: 'lmx', component: pickWord(random), step: pickWord(random), status, message };
    }),
  };
  return { name: updateLogFileName({ id, date, slug: title }), log };
}
