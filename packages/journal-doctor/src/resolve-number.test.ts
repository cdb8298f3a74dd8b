import type { JournalStore } from '@opta/journal-store';
import { expect, it } from 'vitest';
import { updateText } from '../test/log-texts.js';
import { makeJournal } from '../test/new-journal.js';
import { resolveNumber } from './resolve-number.js';

function makeStore(): JournalStore {
  return makeJournal({
    'updates/007_2026-02-24_a.md': updateText({ id: '007' }),
    'updates/008_2026-02-24_b.md': updateText({ id: '008', aliases: ['007'] }),
    'updates/009_2026-02-24_a.md': updateText({ id: '009', aliases: ['0007'] }),
    'updates/archive/2025-01/001_2025-01-01_old.md': updateText({ id: '001' }),
  }).store;
}

it.each(['7', '007', '0007'])('gives every log that bears or bore %s, the bearer first', async (citation) => {
  expect(await resolveNumber(makeStore(), citation)).toEqual([
    { fileName: '007_2026-02-24_a.md', number: 7, by: 'number' },
    { fileName: '008_2026-02-24_b.md', number: 8, by: 'alias' },
    { fileName: '009_2026-02-24_a.md', number: 9, by: 'alias' },
  ]);
});

it.each([
  ['007_2026-02-24_a.md', '007_2026-02-24_a.md'],
  ['007_2026-02-24_b.md', '008_2026-02-24_b.md'],
  ['0007_2026-02-24_a.md', '009_2026-02-24_a.md'],
  ['0007_2026-02-24_b.md', '008_2026-02-24_b.md'],
  ['009_2026-02-24_a.md', '009_2026-02-24_a.md'],
])('finds the one log that is or was called %s', async (citation, fileName) => {
  expect((await resolveNumber(makeStore(), citation)).map((log) => log.fileName)).toEqual([fileName]);
});

it('finds archived logs too', async () => {
  expect(await resolveNumber(makeStore(), '001')).toEqual([
    { fileName: '001_2025-01-01_old.md', number: 1, by: 'number', archived: '2025-01' },
  ]);
});

it.each(['', 'x', '999', '007_2026-02-24_c.md', '../007_2026-02-24_a.md', '99999999999999999999'])(
  'finds nothing for %j',
  async (citation) => {
    expect(await resolveNumber(makeStore(), citation)).toEqual([]);
  },
);
