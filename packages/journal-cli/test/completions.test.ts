import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { makeTemporaryFolder } from 'test-kit/vitest';
import { describe, expect, it } from 'vitest';
import { SESSIONS } from './support/event-log.js';
import { baseEnvironment, COMMAND, runCommand } from './support/run-command.js';

const LOG = '2026-02-24-0930-studio-runtime-session.md';

const has = (shell: string): boolean => spawnSync(shell, ['-c', 'true']).status === 0;

/** A journal, and a folder for PATH in which the command is. */
function makeJournal(): { root: string; bin: string } {
  const root = makeTemporaryFolder();
  const bin = join(root, 'bin');
  for (const folder of [SESSIONS, 'updates', 'bin']) mkdirSync(join(root, folder));
  writeFileSync(join(root, SESSIONS, LOG), '---\ndate: 2026-02-24\n---\n');
  writeFileSync(join(root, 'updates/001_2026-02-25_a.md'), '---\nid: "001"\n---\n');
  writeFileSync(join(bin, 'opta-journal'), `#!/bin/sh\nexec '${process.execPath}' '${COMMAND}' "$@"\n`);
  chmodSync(join(bin, 'opta-journal'), 0o755);
  return { root, bin };
}

/** What bash offers where a line ends with these words, the last of which is completed. */
async function complete(words: readonly string[], { root, bin } = makeJournal()): Promise<string[]> {
  const script = (await runCommand(['completions', 'bash'])).stdout;
  const line = ['opta-journal', ...words];
  const program = `${script}
complete -p opta-journal >&2
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1))
_opta_journal opta-journal "\${COMP_WORDS[COMP_CWORD]}" "\${COMP_WORDS[COMP_CWORD-1]}"
printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout, stderr, status } = spawnSync('bash', ['--norc', '-uc', program, 'bash', ...line], {
    cwd: root,
    encoding: 'utf8',
    env: { ...baseEnvironment(), PATH: `${bin}${delimiter}${process.env.PATH}` },
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: 'complete -F _opta_journal opta-journal\n' });
  return stdout.split('\n').filter((word) => word !== '');
}

describe.skipIf(!has('bash'))('bash completes', () => {
  it.each([
    [['ses'], ['sessions']],
    [['-C', 'show', 'upd'], ['updates']],
    [['tail', '--sev'], ['--severity']],
    [['tail', '--severity', 'c'], ['critical']],
    [
      ['--color', ''],
      ['auto', 'always', 'never'],
    ],
    [['sessions', '--color', 'n'], ['never']],
    [
      ['export', '--format', ''],
      ['ndjson', 'csv', 'html'],
    ],
    [['export', 'ev'], ['events']],
    [
      ['completions', ''],
      ['bash', 'zsh', 'fish'],
    ],
    [['config', 's'], ['show']],
    [['show', '2026'], [LOG]],
    [['show', '0'], ['001_2026-02-25_a.md']],
    [['tail', '--session', '2026'], [LOG]],
    [['--updates-dir', SESSIONS, 'show', '0'], []],
    [['--sessions-dir', 'up'], ['updates']],
    [['tail', '--lines', ''], []],
  ])('%j with %j', async (words, expected) => {
    expect(await complete(words)).toEqual(expected);
  });

  it('every command, and every option of one', async () => {
    const { stdout } = await runCommand(['--help']);
    const commands = [...stdout.matchAll(/^ {2}([a-z]+)\b.*? {2}/gm)].map(([, name]) => name);
    const offered = await complete(['']);
    expect(offered).toContain('status');
    for (const command of commands.filter((name) => name !== 'help')) expect(offered).toContain(command);
    const help = (await runCommand(['tail', '--help'])).stdout;
    const flags = [...help.matchAll(/ (--[a-z-]+)/g)].map(([, flag]) => flag);
    const options = await complete(['tail', '--']);
    for (const flag of options) expect(flags).toContain(flag);
    expect(options).toContain('--follow');
  });

  it('a name of a log, and runs nothing that stands in it', async () => {
    const journal = makeJournal();
    const name = '2026-$(touch pwned)-`touch pwned`-a.md';
    writeFileSync(join(journal.bin, 'opta-journal'), `#!/bin/sh\nprintf '%s\\n' '${name}'\n`);
    const offered = await complete(['show', '2026'], journal);
    expect(offered[0]).toBe('2026-\\$\\(touch\\ pwned\\)-\\`touch\\ pwned\\`-a.md');
    expect(readdirSync(journal.root)).not.toContain('pwned');
  });
});

describe('scripts for other shells', () => {
  it.each([
    ['zsh', /^#compdef opta-journal\n[\s\S]*'tail:print the last events/],
    [
      'fish',
      /complete -c opta-journal -n '__fish_seen_subcommand_from tail' -l severity .*-x -a 'info warning/,
    ],
  ])('%s has the commands and their options', async (shell, expected) => {
    const { stdout, exitCode } = await runCommand(['completions', shell]);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(expected);
    if (has(shell)) {
      const checked = spawnSync(shell, shell === 'fish' ? ['-n'] : ['-n', '/dev/stdin'], { input: stdout });
      expect(checked.stderr.toString()).toBe('');
    }
  });

  it('there is no other', async () => {
    const { exitCode, stderr } = await runCommand(['completions', 'tcsh']);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('bash, zsh, fish');
  });
});
