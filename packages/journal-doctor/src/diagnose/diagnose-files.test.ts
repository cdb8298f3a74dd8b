import { mkdirSync, symlinkSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findFindings } from '../../test/find-findings.js';
import { EVENT_LOG, SESSION_LOG } from '../../test/log-names.js';
import { BARE, eventLines, sessionText, updateText } from '../../test/log-texts.js';
import { makeJournal } from '../../test/new-journal.js';
import { diagnose } from './diagnose.js';

describe('names', () => {
  it('lists files outside the convention, and what is no file', async () => {
    const journal = makeJournal({
      'sessions/notes.txt': '',
      'sessions/2026-02-31-1000-studio-x.md': '',
      'sessions/007_2026-02-24_a.md': '',
      'updates/notes.md': '',
      'updates/drafts/x.md': '',
    });
    mkdirSync(join(journal.updates, '001_2026-02-24_folder.md'));
    symlinkSync('/etc/hostname', join(journal.sessions, SESSION_LOG));
    const findings = await findFindings(journal, 'name-outside-convention', 'log-not-a-file');
    expect(findings.map(({ code, files }) => [code, ...files])).toEqual([
      ['log-not-a-file', SESSION_LOG],
      ['name-outside-convention', '007_2026-02-24_a.md'],
      ['name-outside-convention', '2026-02-31-1000-studio-x.md'],
      ['name-outside-convention', 'notes.txt'],
      ['log-not-a-file', '001_2026-02-24_folder.md'],
      ['name-outside-convention', 'notes.md'],
    ]);
  });

  it('tells of each file once where both kinds of log share a folder', async () => {
    const journal = makeJournal({
      'updates/001_2026-02-24_a.md': updateText({ id: '001' }),
      [`updates/${SESSION_LOG}`]: sessionText({ session: 's1' }),
      'updates/last-numbers.txt': 'standard 001 - -\n',
      'updates/notes.txt': '',
    });
    const options = { ...journal.options, store: { ...journal.store, sessionLogsDir: journal.updates } };
    expect((await diagnose(options)).map(({ code }) => code)).toEqual([
      'name-outside-convention',
      'name-outside-convention',
    ]);
  });

  it.each([
    ['001_2026-02-24_a.sync-conflict-20260224-101010-ABCDEFG.md', 'updates'],
    ["001_2026-02-24_a (Bob's conflicted copy 2026-02-24).md", 'updates'],
    ['001_2026-02-24_a 2.md', 'updates'],
    ['2026-02-24-1000-studio-runtime-session.sync-conflict-20260224-101010-ABCDEFG.md', 'sessions'],
    ['2026-02-24-100000-studio-events (conflicted copy 2026-02-24).jsonl', 'sessions'],
  ])('finds the conflict copy %s and says whether it differs', async (copy, folder) => {
    const originals = {
      'updates/001_2026-02-24_a.md': updateText({ id: '001' }),
      [`sessions/${SESSION_LOG}`]: sessionText({ session: 's1', eventLog: EVENT_LOG }),
      [`sessions/${EVENT_LOG}`]: eventLines([]),
    };
    const original = Object.keys(originals).find(
      (name) => name.startsWith(`${folder}/${copy.slice(0, 14)}`) && name.endsWith(copy.slice(-3)),
    );
    const text = (originals as Record<string, string>)[original ?? ''] ?? '';
    const same = await findFindings(
      makeJournal({ ...originals, [`${folder}/${copy}`]: text }),
      'conflict-copy',
    );
    expect(same).toMatchObject([{ files: [copy, original?.split('/')[1]], facts: { folder, isSame: true } }]);
    const other = await findFindings(
      makeJournal({ ...originals, [`${folder}/${copy}`]: `${text} ` }),
      'conflict-copy',
    );
    expect(other).toMatchObject([{ facts: { folder, isSame: false } }]);
  });

  it('finds a conflict copy whose original is gone', async () => {
    const journal = makeJournal({ 'updates/001_2026-02-24_a.sync-conflict-20260224-101010-ABCDEFG.md': '' });
    expect((await findFindings(journal, 'conflict-copy'))[0]?.facts).toEqual({
      folder: 'updates',
      original: '001_2026-02-24_a.md',
    });
  });

  it('finds frontmatter that cannot be read, and only mentions one that is not there', async () => {
    const journal = makeJournal({
      'updates/001_2026-02-24_a.md': '---\n- no keys\n---\n',
      'updates/002_2026-02-24_b.md': BARE,
      [`sessions/${SESSION_LOG}`]: '---\nno end\n',
    });
    const findings = await findFindings(journal, 'frontmatter-unreadable', 'frontmatter-missing');
    expect(findings.map(({ code, files: [file], severity }) => [code, file, severity])).toEqual([
      ['frontmatter-missing', '002_2026-02-24_b.md', 'info'],
      ['frontmatter-unreadable', '001_2026-02-24_a.md', 'warning'],
      ['frontmatter-unreadable', SESSION_LOG, 'warning'],
    ]);
  });
});

it('finds what crashes left in our own folders, and not what is being written', async () => {
  const state = 'updates/.opta-journal';
  const [old, fresh] = [`${'a'.repeat(32)}.tmp`, `${'b'.repeat(32)}.tmp`];
  const journal = makeJournal({
    [`${state}/tmp/${old}`]: '',
    [`${state}/tmp/${fresh}`]: '',
    [`${state}/replaced/001_2026-02-24_a.sync-conflict-20260224-101010-ABCDEFG.md`]: '',
    [`${state}/replaced/pending/007_2026-02-24_a.md`]: '',
  });
  utimesSync(join(journal.updates, '.opta-journal/tmp', old), 1000, 1000);
  expect((await diagnose(journal.options)).map(({ code, files }) => [code, ...files])).toEqual([
    ['temporary-files-left', old],
    ['original-left', '007_2026-02-24_a.md'],
  ]);
});
