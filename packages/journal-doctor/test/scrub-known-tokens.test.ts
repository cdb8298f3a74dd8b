import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { applyScrub, planScrub } from '@opta/journal-doctor';
import { parseUpdateLog } from '@opta/journal-format/parse';
import { createRedactor } from '@opta/journal-redact';
import { describe, expect, it } from 'vitest';
import { EVENT_LOG } from './log-names.js';
import { updateText } from './log-texts.js';
import { makeJournal } from './new-journal.js';
import { contents, line, write } from './scrub-journal.js';

describe('scrub of whatever a redactor knows', () => {
  const github = ['ghp', 'Zk3vQ9xT7mB2wL5nR8sD4fG6hJ1kC0pVaEyU'].join('_');

  it('finds tokens in logs of programs that did not redact', async () => {
    const journal = makeJournal();
    write(journal, `sessions/${EVENT_LOG}`, line(1, { api_key: 'hunter2hunter2', text: github }));
    write(
      journal,
      'updates/007_2026-02-24_a.md',
      updateText({ id: '007', author: github, summary: [github] }),
    );
    const plan = await planScrub({ createRedactor }, journal.options);
    const result = await applyScrub(plan, { createRedactor }, journal.options);
    expect(result.failed).toEqual([]);
    const texts = [...contents(dirname(journal.sessions)).values()].join('\n');
    expect(texts).not.toMatch(/ghp_|hunter2/);
    const log = readFileSync(join(journal.updates, '007_2026-02-24_a.md'), 'utf8');
    expect(parseUpdateLog(log).author).toMatch(/^\[redacted:github-token/);
    expect((await planScrub({ createRedactor }, journal.options)).steps).toEqual([]);
    expect(readFileSync(join(journal.sessions, 'scrubbed.txt'), 'utf8')).toContain('"kinds":"known"');
  });

  it('takes only the kinds that were asked for', async () => {
    const journal = makeJournal();
    const secrets = { createRedactor, kinds: ['github-token'] };
    write(journal, `sessions/${EVENT_LOG}`, line(1, { api_key: 'hunter2hunter2', text: github }));
    const plan = await planScrub(secrets, journal.options);
    expect(plan.steps).toMatchObject([{ found: { 'github-token': 1 } }]);
    await applyScrub(plan, secrets, journal.options);
    const text = readFileSync(join(journal.sessions, EVENT_LOG), 'utf8');
    expect(text).toContain('hunter2hunter2');
    expect(text).not.toContain('ghp_');
  });
});
