import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { diagnose, type Finding, repair } from '@opta/journal-doctor';
import { formatUpdateLog } from '@opta/journal-format';
import { createJournalApi } from '@opta/journal-http';
import { createRuntimeJournal } from '@opta/journal-runtime';
import { makeTemporaryFolder } from 'test-kit/vitest';
import { expect, it } from 'vitest';
import { journalConfig } from '../faults/journal-config.js';
import { openStore } from '../faults/open-store.js';

/** The admin API over a running journal and the doctor, all of them real. */
async function startAll() {
  const folder = makeTemporaryFolder();
  const store = openStore(folder);
  mkdirSync(store.updateLogsDir);
  for (const name of ['ours', 'theirs']) {
    const text = formatUpdateLog({ id: '007', date: '2026-02-24', time: '10:00:00', summary: [name] });
    writeFileSync(join(store.updateLogsDir, `007_2026-02-24_${name}.md`), text);
  }
  const journal = createRuntimeJournal(journalConfig(store), { environment: {}, onError: () => undefined });
  await journal.start({ model: 'm' });
  const about = { store, timeZone: 'UTC' };
  const api = createJournalApi(journal, {
    doctor: { diagnose: () => diagnose(about), repair: (findings: Finding[]) => repair(findings, about) },
  });
  const ask = async (path: string, body?: object): Promise<{ status: number; body: unknown }> => {
    const headers = { accept: 'application/json', 'content-type': 'application/json' };
    const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
    const request = new Request(`http://localhost/admin/logs/${path}`, { headers, ...init });
    const response = await api.fetch(request, { remoteAddress: '127.0.0.1' });
    return { status: response.status, body: await response.json() };
  };
  return { journal, ask };
}

it('a note that is sent stands in the log of the running session, and in the one that is published', async () => {
  const { journal, ask } = await startAll();
  const note = { kind: 'decision', text: 'Keep one model in memory.' };
  expect(await ask('notes', note)).toEqual({ status: 201, body: note });
  expect((await ask('sessions/current')).body).toMatchObject({ decisions: [note.text] });
  const finalized = await journal.finalize();
  const { body } = await ask(`sessions/${finalized.ok ? finalized.fileName : 'none'}`);
  expect(body).toMatchObject({ decisions: [note.text], status: 'clean' });
  expect((await ask('notes', note)).status).toBe(409);
  expect((await ask('health')).body).toMatchObject({ status: 'ok', journal: { state: 'finalized' } });
});

it('an update log that is sent is listed with its number', async () => {
  const { journal, ask } = await startAll();
  const { status, body } = await ask('updates', { summary: 'Loaded a model.', version_before: '1.0' });
  expect([status, body]).toEqual([201, { id: '200', number: 200, filename: expect.stringMatching(/^200_/) }]);
  const { filename } = body as { filename: string };
  expect((await ask(`updates/${filename}`)).body).toMatchObject({ versionBefore: '1.0' });
  expect((await ask('updates', { summry: 'x' })).status).toBe(422);
  await journal.finalize();
});

it('a number that two logs have is found and mended', async () => {
  const { journal, ask } = await startAll();
  const duplicates = async () =>
    ((await ask('doctor')).body as { id: string; code: string }[]).filter(
      ({ code }) => code === 'duplicate-number',
    );
  const ids = (await duplicates()).map(({ id }) => id);
  expect(ids).toHaveLength(1);
  expect(await ask('doctor', { ids })).toMatchObject({
    status: 200,
    body: {
      failed: [],
      done: expect.arrayContaining([expect.objectContaining({ files: expect.anything() })]),
    },
  });
  expect(await duplicates()).toEqual([]);
  expect((await ask('doctor', { ids })).status).toBe(409);
  await journal.finalize();
});
