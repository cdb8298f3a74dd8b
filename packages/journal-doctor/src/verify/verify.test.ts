import { truncateSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { BARE, eventLines, FREE_FORM, sessionText, updateText } from '../../test/log-texts.js';
import { makeJournal } from '../../test/new-journal.js';
import { verify } from './verify.js';

const LOG = '2026-02-24-100000-studio-events.jsonl';
const SESSION_LOG = '2026-02-24-1000-studio-runtime-session.md';
const COUNTS = { model_loaded: 2, model_unloaded: 1 };
const LINES = eventLines(['model_loaded', 'model_unloaded', 'model_loaded']);
const SESSION = sessionText({ session: 's1', eventLog: LOG, counts: COUNTS });

it('finds nothing in whole logs of every form', async () => {
  const journal = makeJournal({
    [`sessions/${LOG}`]: LINES,
    [`sessions/${SESSION_LOG}`]: SESSION,
    'sessions/2026-02-23-1000-studio-alone.md': sessionText({}),
    'updates/001_2026-02-24_a.md': updateText({ id: '001' }),
    'updates/002_2026-02-24_b.md': updateText({ id: '002' }, 'cli'),
    'updates/003_2026-02-24_c.md': BARE,
    'updates/004_2026-02-24_d.md': FREE_FORM,
  });
  expect(await verify(journal.options)).toEqual([]);
});

it('finds a line that was deleted: the sequence breaks, and the counts differ', async () => {
  const lines = LINES.split('\n');
  const journal = makeJournal({
    [`sessions/${LOG}`]: [...lines.slice(0, 2), ...lines.slice(3)].join('\n'),
    [`sessions/${SESSION_LOG}`]: SESSION,
  });
  expect(await verify(journal.options)).toMatchObject([
    {
      code: 'sequence-broken',
      files: [LOG],
      facts: { count: 1, places: [{ expected: 3, found: 4, lineNumber: 3 }] },
    },
    {
      code: 'counts-differ',
      files: [SESSION_LOG, LOG],
      facts: {
        rows: [
          { type: 'total', sessionLog: 3, eventLog: 2 },
          { type: 'model_unloaded', sessionLog: 1, eventLog: 0 },
        ],
      },
    },
  ]);
});

it('finds lines that were swapped or repeated', async () => {
  const [first, second, third, ...rest] = LINES.split('\n');
  const journal = makeJournal({ [`sessions/${LOG}`]: [first, third, second, second, ...rest].join('\n') });
  expect(await verify(journal.options)).toMatchObject([{ code: 'sequence-broken', facts: { count: 4 } }]);
});

it('finds a count that was edited in the session log', async () => {
  const journal = makeJournal({
    [`sessions/${LOG}`]: LINES,
    [`sessions/${SESSION_LOG}`]: SESSION.replace('| model_loaded | 2 |', '| model_loaded | 3 |'),
  });
  expect((await verify(journal.options)).map(({ code }) => code)).toEqual(['counts-differ']);
});

it('reads only the logs that are named, and what belongs to them', async () => {
  const journal = makeJournal({
    [`sessions/${LOG}`]: LINES.replace('model_unloaded', 'model_other'),
    [`sessions/${SESSION_LOG}`]: SESSION,
    'sessions/2026-02-23-1000-studio-alone.md': '---\n: [\n---\n',
    'updates/001_2026-02-24_a.md': '---\n: [\n---\n',
    'updates/002_2026-02-24_b.md': updateText({ id: '002' }),
  });
  const find = async (...logs: string[]): Promise<string[][]> =>
    (await verify({ ...journal.options, logs })).map(({ files }) => files);
  expect(await find(SESSION_LOG)).toEqual([[SESSION_LOG, LOG]]);
  expect(await find(LOG)).toEqual([[SESSION_LOG, LOG]]);
  expect(await find('001_2026-02-24_a.md', '002_2026-02-24_b.md')).toEqual([['001_2026-02-24_a.md']]);
  expect(await find('2026-02-23-1000-studio-alone.md')).toEqual([['2026-02-23-1000-studio-alone.md']]);
  expect(await verify(journal.options)).toHaveLength(3);
});

it('follows a sequence through all segments', async () => {
  const lines = LINES.split('\n');
  const second = LOG.replace('.jsonl', '.2.jsonl');
  const header = lines[0]?.replace('"seq":1', '"seq":3') ?? '';
  const shifted = lines
    .slice(2, 4)
    .map((line) => line.replace(/"seq":(\d)/, (_, seq) => `"seq":${Number(seq) + 1}`));
  const journal = makeJournal({
    [`sessions/${LOG}`]: `${lines.slice(0, 2).join('\n')}\n`,
    [`sessions/${second}`]: `${[header, ...shifted].join('\n')}\n`,
    [`sessions/${SESSION_LOG}`]: SESSION,
  });
  expect(await verify(journal.options)).toEqual([]);
});

it('finds a log that cannot be parsed or is too large, and goes on', async () => {
  const journal = makeJournal({
    [`sessions/${SESSION_LOG}`]: '---\n: [\n---\n',
    'updates/001_2026-02-24_deep.md': `${'> '.repeat(5000)}x\n`,
    'updates/002_2026-02-24_large.md': '',
  });
  truncateSync(join(journal.updates, '002_2026-02-24_large.md'), 40_000_000);
  expect((await verify(journal.options)).map(({ code, files: [file] }) => [code, file])).toEqual([
    ['log-unparseable', '002_2026-02-24_large.md'],
    ['log-unparseable', '001_2026-02-24_deep.md'],
    ['log-unparseable', SESSION_LOG],
  ]);
});

it('finds every single byte of an event log that was changed into no JSON or cut off', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(LINES.length - 1), async (position) => {
      const journal = makeJournal({
        [`sessions/${LOG}`]: `${LINES.slice(0, position)}\u0000${LINES.slice(position + 1)}`,
      });
      expect((await verify(journal.options)).length).toBeGreaterThan(0);
    }),
    { numRuns: 60 },
  );
});
