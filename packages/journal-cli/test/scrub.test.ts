import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeTemporaryFolder } from 'test-kit/vitest';
import { describe, expect, it } from 'vitest';
import {
  eventLines,
  makeFiles,
  SESSIONS,
  sessionText,
  snapshot,
  UPDATES,
  updateText,
} from './support/mended-journal.js';
import { type CommandRun, runCommand } from './support/run-command.js';
import { HAS_TERMINAL, runInTerminal } from './support/run-in-terminal.js';

const SECRET = 'hunter2-hunter2';
const LOG = '2026-02-24-100000-studio-events.jsonl';
const SESSION_LOG = '2026-02-24-1000-studio-runtime-session.md';

/** A finished session and an update log, each with the secret, and one log whose name shows it. */
function makeJournal(): string {
  return makeFiles({
    '.git/HEAD': '',
    [`${SESSIONS}/${LOG}`]: eventLines('s1', ['model_loaded']).replace(
      '"data":{}',
      `"data":{"key":"${SECRET}"}`,
    ),
    [`${SESSIONS}/${SESSION_LOG}`]: `${sessionText('2026-02-24', '10:00', `session: "s1"\nevent_log: "${LOG}"\n`)}\nSigned in with ${SECRET}.\n`,
    [`${UPDATES}/001_2026-02-24_with-${SECRET}.md`]: updateText('001', '10:00:00', `Key ${SECRET}.`),
  });
}

function holdsSecret(root: string): string[] {
  return Object.entries(snapshot(root))
    .filter(([name, text]) => name.includes(SECRET) || text.includes(SECRET))
    .map(([name]) => name);
}

function expectSilent({ stdout, stderr }: CommandRun): void {
  expect(stdout + stderr).not.toContain(SECRET);
}

describe('scrub', () => {
  it('shows where the secret is, not the secret, and changes nothing unasked', async () => {
    const cwd = makeJournal();
    const before = snapshot(cwd);
    const run = await runCommand(['scrub'], { cwd, stdin: `${SECRET}\n` });
    expectSilent(run);
    expect(run.exitCode).toBe(2);
    expect(run.stdout).toContain(`rewrite  sessions/${LOG}  (1 raw)\n`);
    expect(run.stdout).toMatch(/\nrename {2}updates\/001_2026-02-24_with-.*\.md/);
    expect(run.stdout).toContain('3 files to change; asked besides: search index.\n');
    expect(run.stderr).toContain('replace it where it was given out');
    expect(run.stderr).toContain('JOURNAL_CLI_NOT_CONFIRMED');
    const dry = await runCommand(['scrub', '--dry-run', '--json'], { cwd, stdin: SECRET });
    expectSilent(dry);
    expect(dry.exitCode).toBe(1);
    expect(JSON.parse(dry.stdout)).toMatchObject({ schema: 'opta-journal.scrub', result: null });
    expect(snapshot(cwd)).toEqual(before);
  });

  it('takes it out of everything with --yes, out of the index of the search too', async () => {
    const cwd = makeJournal();
    const env = { XDG_CACHE_HOME: makeTemporaryFolder() };
    expect((await runCommand(['search', SECRET], { cwd, env })).exitCode).toBeLessThan(2);
    expect(readdirSync(env.XDG_CACHE_HOME)).not.toEqual([]);
    const run = await runCommand(['scrub', '--yes'], { cwd, env, stdin: `\n${SECRET}\r\n` });
    expectSilent(run);
    expect(run.exitCode).toBe(0);
    expect(run.stdout).toMatch(/\nremoved {2}search index: [1-9]\d* files\n/);
    expect(run.stderr).toContain('Written down in scrubbed.txt');
    expect(holdsSecret(cwd)).toEqual([]);
    expect(holdsSecret(env.XDG_CACHE_HOME)).toEqual([]);
    expect(readFileSync(join(cwd, SESSIONS, SESSION_LOG), 'utf8')).toContain(
      'Signed in with [redacted:scrubbed].',
    );
    const again = await runCommand(['scrub', '--yes', '--json'], { cwd, env, stdin: SECRET });
    expect(again.exitCode).toBe(0);
    expect(JSON.parse(again.stdout)).toMatchObject({ plan: { steps: [] }, result: { done: [], failed: [] } });
    expect((await runCommand(['search', 'redacted'], { cwd, env })).exitCode).toBe(0);
  });

  it.each([
    [['scrub', SECRET]],
    [['scrub', '--secret', SECRET]],
    [['scrub', `--secret=${SECRET}`]],
    [['scrub', `--token=${SECRET}`]],
    [['scrub', '-p', SECRET, '--yes']],
    [['scrub', `-p${SECRET}`]],
    [['scrub', '--json', '--', SECRET]],
  ])('refuses a secret on the command line, says why, and does not repeat it: %#', async (args) => {
    const cwd = makeJournal();
    const before = snapshot(cwd);
    const run = await runCommand(args, { cwd, stdin: SECRET });
    expectSilent(run);
    expect(run.exitCode).toBe(2);
    expect(run.stderr).toContain('in the list of processes');
    expect(run.stderr).toContain('the shell keeps it in its history');
    expect(snapshot(cwd)).toEqual(before);
  });

  it.each([
    ['none', ' \n\n', /There is no secret/],
    ['one that is too short', 'hunter2', /JOURNAL_DOCTOR_SECRET_UNUSABLE/],
  ])('ends with 2 for %s', async (_name, stdin, message) => {
    const run = await runCommand(['scrub', '--yes'], { cwd: makeJournal(), stdin });
    expect(run).toMatchObject({ exitCode: 2, stdout: '' });
    expect(run.stderr).toMatch(message);
    expect(run.stderr).not.toContain('hunter2');
  });

  it('prints no secret that is in a path of its own, nor in an error', async () => {
    const root = join(makeTemporaryFolder(), SECRET);
    mkdirSync(root);
    makeFiles({ '.git/HEAD': '', [SESSIONS]: 'no folder' }, root);
    const run = await runCommand(['scrub', '--yes'], { cwd: root, stdin: SECRET });
    expect(run.exitCode).toBe(2);
    expectSilent(run);
  });

  it('leaves foreign files alone, tells them, and ends with 1', async () => {
    const cwd = makeJournal();
    writeFileSync(join(cwd, UPDATES, 'notes.txt'), SECRET);
    const run = await runCommand(['scrub', '--yes'], { cwd, stdin: SECRET });
    expectSilent(run);
    expect(run.exitCode).toBe(1);
    expect(run.stdout).toContain('left  updates/notes.txt  (1 raw): it is no file of the journal.');
    expect(holdsSecret(cwd)).toEqual([`${UPDATES}/notes.txt`]);
  });

  it('looks for whatever is known for a secret with --known, and asks for none', async () => {
    const token = `ghp_${'a1B2'.repeat(9)}`;
    const cwd = makeFiles({
      '.git/HEAD': '',
      [`${UPDATES}/001_2026-02-24_a.md`]: updateText('001', '10:00:00', `Key ${token}.`),
    });
    const run = await runCommand(['scrub', '--known', '--yes'], { cwd });
    expect(run.exitCode).toBe(0);
    expect(run.stdout + run.stderr).not.toContain(token);
    expect(readFileSync(join(cwd, UPDATES, '001_2026-02-24_a.md'), 'utf8')).not.toContain(token);
  });

  it.skipIf(!HAS_TERMINAL)('asks for the secret in a terminal without showing it', async () => {
    const cwd = makeJournal();
    const { exitCode, shown } = await runInTerminal(['scrub'], {
      cwd,
      answers: [
        { after: 'The secret', keys: `${SECRET}\r` },
        { after: 'Change these 3 files for good?', keys: 'y' },
      ],
    });
    expect(exitCode).toBe(0);
    expect(shown).not.toContain(SECRET);
    expect(holdsSecret(cwd)).toEqual([]);
    expect(existsSync(join(cwd, SESSIONS, 'scrubbed.txt'))).toBe(true);
  });
});
