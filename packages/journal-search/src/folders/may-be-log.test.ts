import { parseLogFileName } from '@opta/journal-format';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { mayBeLog } from './may-be-log.js';

const part = fc.constantFrom(
  '2026-02-24',
  '-',
  '_',
  '1356',
  '007',
  'studio',
  'a',
  '.md',
  '.MD',
  '.jsonl',
  ' ',
  'é',
  '\n',
);
const name = fc.array(part, { minLength: 1, maxLength: 9 }).map((parts) => parts.join(''));
const logName = fc.oneof(
  fc
    .tuple(
      fc.constantFrom('2026-02-24-1356-', '7_2026-02-24_', '123456_0001-01-01_'),
      fc.stringMatching(/^[a-zA-Z0-9-]{1,9}\.(?:md|MD)$/),
    )
    .map((parts) => parts.join('')),
  name,
);

it('every session and update log may be one by its name', () => {
  let logs = 0;
  fc.assert(
    fc.property(logName, (fileName) => {
      const kind = parseLogFileName(fileName)?.kind;
      if (kind !== 'session' && kind !== 'update') return;
      logs += 1;
      expect(mayBeLog(fileName)).toBe(true);
    }),
    { numRuns: 1_000 },
  );
  expect(logs).toBeGreaterThan(100);
});

it('what is no log at all may not', () => {
  for (const fileName of [
    'README.md',
    '.2026-02-24-1356-a.md',
    '2026-02-24-135600-studio-events.jsonl',
    'archive',
  ]) {
    expect(mayBeLog(fileName)).toBe(false);
  }
});
