import { readFileSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { applyRepair, diagnose, repair } from '@opta/journal-doctor';
import { parseUpdateLog } from '@opta/journal-format/parse';
import { JournalRecoveryError } from '@opta/journal-recovery';
import { expect, it } from 'vitest';
import { eventLines, sessionText, updateText } from './log-texts.js';
import { FIRST, SECOND } from './logs-of-one-number.js';
import { makeJournal, readFolder, readShelf } from './new-journal.js';
import { findErrors, repairAll } from './repair-all.js';

it('writes the number of the name into the frontmatter, and remembers the other one', async () => {
  const journal = makeJournal({ 'updates/009_2026-02-24_b.md': updateText({ id: '007' }) });
  await repairAll(journal);
  expect(parseUpdateLog(readFolder(journal.updates)['009_2026-02-24_b.md'] ?? '')).toMatchObject({
    id: '009',
    aliases: ['007'],
  });
  expect(await findErrors(journal)).toEqual([]);
});

it('heals last-numbers.txt, but no conflict that still has to be seen', async () => {
  const conflict =
    '<<<<<<< HEAD\nstandard 007 - 007_2026-02-24_a.md\n=======\nstandard 007 - 007_2026-02-24_b.md\n>>>>>>> b\n';
  const journal = makeJournal({
    'updates/007_2026-02-24_a.md': FIRST,
    'updates/007_2026-02-24_b.md': SECOND,
    'updates/last-numbers.txt': conflict,
  });
  const findings = await diagnose(journal.options);
  const onlyConflict = findings.filter(({ code }) => code === 'last-numbers-conflict');
  const refused = await repair(onlyConflict, journal.options);
  expect(refused.failed).toMatchObject([{ error: { code: 'JOURNAL_DOCTOR_NUMBER_STILL_SHARED' } }]);
  expect(readFolder(journal.updates)['last-numbers.txt']).toBe(conflict);
  await repairAll(journal);
  expect(readFolder(journal.updates)['last-numbers.txt']).not.toContain('<<<<<<<');
  expect(await findErrors(journal)).toEqual([]);
});

it('moves a second session log of the same bytes aside', async () => {
  const text = sessionText({ session: 's1' });
  const [first, second] = ['2026-02-24-1000-studio-x.md', '2026-02-24-1000-studio-x-2.md'];
  const journal = makeJournal({ [`sessions/${first}`]: text, [`sessions/${second}`]: text });
  await repairAll(journal);
  expect(Object.keys(readFolder(journal.sessions))).toEqual([first]);
  expect(readShelf(journal.sessions)).toEqual([second]);
});

it('hands sessions without a log to the recovery, and reports what it could not do', async () => {
  const log = '2026-02-24-100000-studio-events.jsonl';
  const journal = makeJournal({ [`sessions/${log}`]: eventLines([]) });
  const findings = await diagnose(journal.options);
  const recovered = { session: 's1', fileName: 'x.md', status: 'killed', existed: false };
  const recover = async () => ({ recovered: [recovered], left: [], failed: [] });
  expect((await repair(findings, { ...journal.options, recover })).done).toMatchObject([{ files: ['x.md'] }]);
  const error = new JournalRecoveryError('JOURNAL_RECOVERY_FAILED', 'no');
  const fail = async () => ({ recovered: [], left: [], failed: [{ error }] });
  expect((await repair(findings, { ...journal.options, recover: fail })).failed).toMatchObject([
    { error: { code: 'JOURNAL_RECOVERY_FAILED', message: 'no' } },
  ]);
});

it('recovers a session whose machine says nothing any more by the recovery of the journal itself', async () => {
  const log = '2026-02-24-100000-studio-events.jsonl';
  const { events, sessions, options } = await writeDeadSession(log);
  const { recover: _, ...others } = options;
  const own = { ...others, device: 'studio' };
  const report = await repair(await diagnose(own), own);
  expect(report.failed).toEqual([]);
  expect(report.done).toMatchObject([{ step: { action: 'recover' }, outcome: 'done' }]);
  const [name = ''] = report.done[0]?.files ?? [];
  expect(readFileSync(join(sessions, name), 'utf8')).toContain('| model_loaded | 1 |');
  expect(readFileSync(join(sessions, log), 'utf8')).toBe(events);
  expect(await diagnose(own)).toEqual([]);
});

/** An event log of the original server that has not grown for long. */
async function writeDeadSession(log: string) {
  const events = eventLines(['model_loaded']).split('\n').slice(1).join('\n').replace('"seq":2,', '');
  const journal = makeJournal({ [`sessions/${log}`]: events });
  const longAgo = Date.parse('2026-02-24T10:00:00Z') / 1000;
  utimesSync(join(journal.sessions, log), longAgo, longAgo);
  return { events, ...journal };
}

it.each([
  ['a path', { action: 'rewrite-id', fileName: '../x.md', id: '1', message: '' }],
  ['a folder', { action: 'finish-original', fileName: '..', message: '' }],
  ['an unknown step', { action: 'delete-everything', message: '' }],
])('refuses a plan with %s', async (_, step) => {
  const journal = makeJournal();
  const applied = applyRepair({ steps: [step as never], unresolved: [] }, journal.options).then(
    ({ failed: [failure] }) => failure?.error,
    (error: unknown) => error,
  );
  expect(await applied).toMatchObject({ code: 'JOURNAL_DOCTOR_PLAN_INVALID' });
});

it('removes the temporary files that a crash left', async () => {
  const name = `${'a'.repeat(32)}.tmp`;
  const journal = makeJournal({ [`updates/.opta-journal/tmp/${name}`]: '' });
  utimesSync(join(journal.updates, '.opta-journal/tmp', name), 1000, 1000);
  expect((await repairAll(journal)).done).toMatchObject([{ outcome: 'done', files: [name] }]);
  expect(await diagnose(journal.options)).toEqual([]);
});

it('keeps an original of which no new version is there', async () => {
  const journal = makeJournal({ 'updates/.opta-journal/replaced/pending/007_2026-02-24_a.md': FIRST });
  expect((await repairAll(journal)).done).toMatchObject([{ outcome: 'not-needed' }]);
  expect(readShelf(journal.updates, 'replaced/pending')).toEqual(['007_2026-02-24_a.md']);
});
