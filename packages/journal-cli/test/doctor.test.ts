import { rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { resolveNumber } from '@opta/journal-doctor';
import { describe, expect, it } from 'vitest';
import {
  eventLines,
  git,
  makeFiles,
  namesIn,
  openStore,
  SESSIONS,
  snapshot,
  UPDATES,
  updateText,
} from './support/mended-journal.js';
import { runCommand } from './support/run-command.js';
import { HAS_TERMINAL, runInTerminal } from './support/run-in-terminal.js';

const LOG = '2026-02-24-100000-studio-events.jsonl';

function makeJournal(files: Record<string, string> = {}): string {
  return makeFiles({
    '.git/HEAD': '',
    [`${UPDATES}/001_2026-02-24_base.md`]: updateText('001', '09:00:00'),
    [`${UPDATES}/002_2026-02-24_ours.md`]: updateText('002', '10:00:00'),
    [`${UPDATES}/0002_2026-02-24_theirs.md`]: updateText('0002', '10:00:33'),
    ...files,
  });
}

describe('findings', () => {
  it('are told with what, where, why and what to do, the severity as a word, and counts at the end', async () => {
    const cwd = makeJournal({ [`${SESSIONS}/${LOG}`]: `${eventLines('s1', ['model_loaded'])}half` });
    const before = snapshot(cwd);
    const { exitCode, stdout, stderr } = await runCommand(['doctor'], { cwd });
    expect(exitCode).toBe(1);
    expect(stderr).toBe('');
    expect(stdout).toContain(
      [
        'error duplicate-number  updates/002_2026-02-24_ours.md, updates/0002_2026-02-24_theirs.md',
        '  Number 002 is borne by 2 logs: "002_2026-02-24_ours.md" (2026-02-24T10:00:00.000Z), "0002_2026-02-24_theirs.md" (2026-02-24T10:00:33.000Z).',
        '  Why: Whoever cites the number may be led to the wrong log.',
        '  Fix: Renumber the later log. `opta-journal doctor --fix` does it; the old number stays in its frontmatter as an alias.',
        '',
      ].join('\n'),
    );
    expect(stdout).toContain(`info event-log-unfinished  ${SESSIONS}/${LOG}\n`);
    expect(stdout).toMatch(/\n1 error, \d warnings, \d infos?\.\n$/);
    expect(snapshot(cwd)).toEqual(before);
  });

  it('come as JSON with places and reasons', async () => {
    const cwd = makeJournal();
    const { exitCode, stdout } = await runCommand(['doctor', '--json', '--level', 'error'], { cwd });
    expect(exitCode).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      schema: 'opta-journal.doctor',
      version: 1,
      counts: { error: 1, warning: 0, info: 0 },
      findings: [
        {
          code: 'duplicate-number',
          severity: 'error',
          places: [
            { path: join(cwd, UPDATES, '002_2026-02-24_ours.md') },
            { path: join(cwd, UPDATES, '0002_2026-02-24_theirs.md') },
          ],
          facts: { number: 2 },
        },
      ],
    });
  });

  it('are annotations with escaped texts and paths from the root of the repository', async () => {
    const line = eventLines('s1', ['model_loaded']);
    const cwd = makeJournal({
      [`${UPDATES}/002_2026-02-24_100%,a:b.md`]: updateText('002', '11:00:00'),
      [`${SESSIONS}/${LOG}`]:
        line.replace('model_loaded', '').replace('"seq":2', '"seq":2}{') + line.split('\n')[0],
    });
    rmSync(join(cwd, '.git'), { recursive: true });
    git(cwd, 'init', '--quiet');
    const { exitCode, stdout, stderr } = await runCommand(
      ['doctor', '--format', 'github', '-C', UPDATES, '--level', 'error'],
      { cwd },
    );
    expect(exitCode).toBe(1);
    const [first, second, ...others] = stdout.trimEnd().split('\n');
    expect(first).toMatch(
      /^::error file=updates\/002_2026-02-24_100%25%2Ca%3Ab\.md,line=1,title=opta-journal duplicate-number::Number 002 is borne by 3 logs: .*"002_2026-02-24_100%25,a:b\.md" .*\.%0AWhoever cites .*%0ARenumber /,
    );
    expect(second).toMatch(
      new RegExp(`^::error file=${SESSIONS}/${LOG},line=2,title=opta-journal event-log-damaged::`),
    );
    expect(others).toEqual([]);
    expect(stderr).toBe('2 errors, no warnings, no infos.\n');
  });

  it('can emit no control sequence, in any format', async () => {
    const cwd = makeJournal({ [`${UPDATES}/002_2026-02-24_a\u001b[31mb\u202e\r.md`]: updateText('002') });
    for (const args of [[], ['--json'], ['--format', 'github'], ['--fix', '--dry-run']]) {
      const { stdout, stderr } = await runCommand(['doctor', ...args], { cwd });
      expect(stdout + stderr).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
    }
  });

  it('that need nothing to be done are shown, and end with 0 unless they are asked for', async () => {
    const cwd = makeFiles({ '.git/HEAD': '', [`${UPDATES}/notes.txt`]: '' });
    const { exitCode, stdout } = await runCommand(['doctor'], { cwd });
    expect(stdout).toMatch(/^info name-outside-convention {2}updates\/notes\.txt\n/);
    expect(exitCode).toBe(0);
    expect((await runCommand(['doctor', '--level', 'info'], { cwd })).exitCode).toBe(1);
    expect(await runCommand(['doctor', '--level', 'warning'], { cwd })).toEqual({
      exitCode: 0,
      stdout: '',
      stderr: 'Nothing was found.\n',
    });
  });

  it('are none where there are no folders, and none are created', async () => {
    const cwd = makeFiles({ '.git/HEAD': '' });
    expect((await runCommand(['doctor'], { cwd })).exitCode).toBe(0);
    expect(namesIn(cwd)).toEqual([]);
  });
});

describe('--fix', () => {
  it('shows the plan and changes nothing where nobody can be asked', async () => {
    const cwd = makeJournal();
    const before = snapshot(cwd);
    const { exitCode, stdout, stderr } = await runCommand(['doctor', '--fix'], { cwd });
    expect(exitCode).toBe(2);
    expect(stdout).toContain('Give "0002_2026-02-24_theirs.md" the next number of standard, probably 003');
    expect(stderr).toContain('JOURNAL_CLI_NOT_CONFIRMED');
    const json = await runCommand(['doctor', '--fix', '--json'], { cwd });
    expect(json.exitCode).toBe(2);
    expect(JSON.parse(json.stdout)).toMatchObject({
      report: null,
      plan: { steps: [{ action: 'renumber' }, {}] },
    });
    expect((await runCommand(['doctor', '--fix', '--dry-run'], { cwd })).exitCode).toBe(1);
    expect(snapshot(cwd)).toEqual(before);
  });

  it('mends with --yes, tells each step, and the old citation finds the log', async () => {
    const cwd = makeJournal();
    const { exitCode, stdout } = await runCommand(['doctor', '--fix', '--yes'], { cwd });
    expect(stdout).toContain('done: Give "0002_2026-02-24_theirs.md"');
    expect(stdout).toContain('→ 003_2026-02-24_theirs.md\n');
    expect(exitCode).toBe(0);
    expect(namesIn(join(cwd, UPDATES))).toEqual([
      '001_2026-02-24_base.md',
      '002_2026-02-24_ours.md',
      '003_2026-02-24_theirs.md',
      'last-numbers.txt',
    ]);
    expect(await resolveNumber(openStore(cwd), '0002_2026-02-24_theirs.md')).toMatchObject([
      { fileName: '003_2026-02-24_theirs.md', by: 'alias' },
    ]);
    expect((await runCommand(['doctor'], { cwd })).exitCode).toBe(0);
  });

  it('said of an old event log that --fix mends it, and then left it', async () => {
    const old = '2026-02-24-110000-studio-events.jsonl';
    const line = { event_type: 'model_loaded', data: {}, timestamp: '2026-02-24T11:00:01+00:00' };
    const cwd = makeFiles({ '.git/HEAD': '', [`${SESSIONS}/${old}`]: `${JSON.stringify(line)}\n` });
    const env = { OPTA_DEVICE: 'studio' };
    const found = await runCommand(['doctor'], { cwd, env });
    expect(found.exitCode).toBe(1);
    expect(found.stdout).toContain(
      '\n  Fix: If its program does not run any more: `opta-journal recover --include-legacy`. `opta-journal doctor --fix` does it only once it has not grown for a day, or this machine was started anew.\n',
    );
    const left = await runCommand(['doctor', '--fix', '--yes'], { cwd, env });
    expect(left).toMatchObject({ exitCode: 1, stderr: 'There is nothing that --fix mends.\n' });
    expect(left.stdout).toMatch(/^Left to you:\n {2}event-log-without-session-log: .*\nStill there:\n/);
    utimesSync(join(cwd, SESSIONS, old), 1_000, 1_000);
    const mended = await runCommand(['doctor', '--fix', '--yes'], { cwd, env });
    expect(mended.stdout).toMatch(/\ndone: Recover the sessions without a session log: /);
    expect(mended.exitCode).toBe(0);
  });

  it('tells what is left to a person, and ends with 1', async () => {
    const cwd = makeJournal({ [`${UPDATES}/004_2026-02-24_broken.md`]: '---\n: [\n---\n' });
    const { exitCode, stdout } = await runCommand(['doctor', '--fix', '--yes'], { cwd });
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/Still there:\n(?:.*\n)*warning frontmatter-unreadable {2}updates\/004_/);
  });

  it.skipIf(!HAS_TERMINAL)('asks in a terminal, and takes no for an answer', async () => {
    const cwd = makeJournal();
    const before = snapshot(cwd);
    const no = await runInTerminal(['doctor', '--fix'], {
      cwd,
      answers: [{ after: 'Do these 2 steps?', keys: 'n' }],
    });
    expect(no.exitCode).toBe(1);
    expect(no.shown).toContain('Nothing was changed.');
    expect(snapshot(cwd)).toEqual(before);
    const cancelled = await runInTerminal(['doctor', '--fix'], {
      cwd,
      answers: [{ after: 'Do these 2 steps?', keys: '\u0003' }],
    });
    expect(cancelled.exitCode).toBe(130);
    expect(snapshot(cwd)).toEqual(before);
    const yes = await runInTerminal(['doctor', '--fix'], {
      cwd,
      answers: [{ after: 'Do these 2 steps?', keys: 'y' }],
    });
    expect(yes.exitCode).toBe(0);
    expect(namesIn(join(cwd, UPDATES))).toContain('003_2026-02-24_theirs.md');
  });
});

it.each([
  [['--fix', '--against', 'main'], /Merge first, keep both logs/],
  [['--yes'], /Add --fix/],
  [['--fix', '--yes', '--dry-run'], /exclude each other/],
  [['--fix', '--format', 'github'], /Give one of them/],
  [['--json', '--format', 'github'], /exclude each other/],
  [['--print-hook', '--print-workflow'], /exclude each other/],
  [['--level', 'bad'], /Allowed choices are error, warning, info/],
])('ends with 2 for %j and says what to do', async (args, message) => {
  const { exitCode, stdout, stderr } = await runCommand(['doctor', ...args], { cwd: makeJournal() });
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
  expect(stderr).toMatch(message);
});

it('tells of a link in the place of a log where it is', async () => {
  const cwd = makeFiles({ '.git/HEAD': '', [`${UPDATES}/README.md`]: '' });
  writeFileSync(join(cwd, 'secret'), '');
  symlinkSync(join(cwd, 'secret'), join(cwd, UPDATES, '001_2026-02-24_link.md'));
  const { exitCode, stdout } = await runCommand(['doctor'], { cwd });
  expect(exitCode).toBe(1);
  expect(stdout).toContain('warning log-not-a-file  updates/001_2026-02-24_link.md');
});
