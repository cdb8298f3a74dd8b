import { linkSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { updateText } from './log-texts.js';
import { makeJournal } from './new-journal.js';
import { contents, expectClean, line, SECRET, scrub, write } from './scrub-journal.js';

describe('scrub', () => {
  it('renames a log whose name shows the secret, and lets others cite it by its new name', async () => {
    const journal = makeJournal();
    const name = '007_2026-02-24_about-hunter-horse-staple-42.md';
    const cut = `008_2026-02-24_about-${'long-'.repeat(6)}${SECRET.slice(0, 14).toLowerCase()}.md`;
    write(journal, `updates/${name}`, updateText({ id: '007' }));
    write(journal, `updates/${cut}`, updateText({ id: '008' }));
    write(journal, 'updates/009_2026-02-25_c.md', updateText({ id: '009', summary: [`Follows ${name}.`] }));
    write(journal, 'updates/last-numbers.txt', `standard 008 - ${cut}\n`);
    write(journal, 'updates/.opta-journal/claims/7.done.json', `{"number":7,"file":"${name}"}`);
    const { plan, result } = await scrub(journal);
    expect(result.failed).toEqual([]);
    expect(JSON.stringify({ plan, result })).not.toMatch(/hunter/i);
    const names = readdirSync(journal.updates).filter((one) => one.endsWith('.md'));
    expect(names).toEqual([
      '007_2026-02-24_about-redacted-scrubbed.md',
      `008_2026-02-24_about-${'long-'.repeat(6)}redacted-scrubbed.md`,
      '009_2026-02-25_c.md',
    ]);
    const texts = [...contents(journal.updates).values()].join('\n');
    expect(texts).not.toMatch(/hunter/i);
    expect(texts).toContain('Follows 007_2026-02-24_about-redacted-scrubbed.md.');
    expect(texts).toMatch(/standard 008 - 008_2026-02-24_about-(?:long-)+redacted-scrubbed\.md/);
    await expectClean(journal);
  });

  it('renames a log whose name shows the beginning of a long secret', async () => {
    const journal = makeJournal();
    const secret = 'q7w'.repeat(300);
    write(journal, `updates/007_2026-02-24_about-${secret.slice(0, 54)}.md`, updateText({ id: '007' }));
    expect((await scrub(journal, [secret])).result.failed).toEqual([]);
    expect(readdirSync(journal.updates)).toContain('007_2026-02-24_about-redacted-scrubbed.md');
  });

  it('gives the second of two session logs a number, and overwrites none', async () => {
    const journal = makeJournal();
    write(journal, 'sessions/2026-02-24-1000-studio-redacted-scrubbed.md', 'first');
    write(journal, 'sessions/2026-02-24-1000-studio-hunter-horse-staple-42.md', 'second');
    expect((await scrub(journal)).result.failed).toEqual([]);
    const texts = contents(journal.sessions);
    expect(texts.get('2026-02-24-1000-studio-redacted-scrubbed.md')).toBe('first');
    expect(texts.get('2026-02-24-1000-studio-redacted-scrubbed-2.md')).toBe('second');
  });

  it('says so where the new name of an event log is taken', async () => {
    const journal = makeJournal();
    write(journal, 'sessions/2026-02-24-100000-redacted-scrubbed-events.jsonl', line(1, {}));
    write(journal, 'sessions/2026-02-24-100000-hunter-horse-staple-42-events.jsonl', line(1, {}));
    const { result } = await scrub(journal);
    expect(result.failed).toMatchObject([{ error: { code: 'JOURNAL_DOCTOR_NAME_TAKEN' } }]);
    expect(JSON.stringify(result)).not.toMatch(/hunter/);
  });
});

it('converges where a scrub was stopped between the two names of a log', async () => {
  const journal = makeJournal();
  const old = write(journal, 'updates/007_2026-02-24_hunter-horse-staple-42.md', updateText({ id: '007' }));
  linkSync(old, join(journal.updates, '007_2026-02-24_redacted-scrubbed.md'));
  expect((await scrub(journal)).result.failed).toEqual([]);
  expect(readdirSync(journal.updates).filter((name) => name.endsWith('.md'))).toEqual([
    '007_2026-02-24_redacted-scrubbed.md',
  ]);
});
