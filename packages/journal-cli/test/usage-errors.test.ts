import { expect, it } from 'vitest';
import { makeFiles } from './support/mended-journal.js';
import { runCommand } from './support/run-command.js';

function run(words: readonly string[]) {
  return runCommand(words, { cwd: makeFiles({ '.git/HEAD': '' }) });
}

it.each([
  ['log x --step a:b:c:oops', /^Option '--step .*' argument 'a:b:c:oops' is invalid\. Give target:/],
  ['updates --nmes', /^Unknown option '--nmes'\. Did you mean --names\?$/],
  ['sessions --lines', /^Option '-n, --lines <number\|all>' argument missing\.$/],
  ['show', /^Missing required argument 'log'\.$/],
  ['show a b', /^Too many arguments for 'show'\./],
  ['nope', /^Unknown command 'nope'\. Did you mean note\?$/],
  ['--color nope status', /^Option '--color <when>' argument 'nope' is invalid\. Allowed choices are /],
  ['config', /^No command is named/],
  ['help nope', /^No command is named/],
  [
    'log x --series nope',
    /^--series "nope" is no series of this journal\. There are: standard, promotion\.$/,
  ],
  [
    'updates --series nope',
    /^--series "nope" is no series of this journal\. There are: standard, promotion\.$/,
  ],
  ['log x --series constructor', /^--series "constructor" is no series/],
])('%s --json printed prose instead of an object, or none with a fix', async (words, message) => {
  const { exitCode, stdout, stderr } = await run([...words.split(' '), '--json']);
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
  expect(JSON.parse(stderr)).toEqual({
    code: 'JOURNAL_CLI_USAGE',
    message: expect.stringMatching(message),
    fix: expect.stringContaining('--help'),
  });
});

it.each([
  [['log', 'x', '--series', 'nope'], 'JOURNAL_CLI_USAGE'],
  [['log', 'x', '--series', '5-3'], 'JOURNAL_IDS_RANGE_INVALID'],
  [['updates', '--series', 'nope'], 'JOURNAL_CLI_USAGE'],
  [['updates', '--nmes'], 'JOURNAL_CLI_USAGE'],
])('%j says in prose what to do, and the code', async (words, code) => {
  const { exitCode, stderr } = await run(words);
  expect(exitCode).toBe(2);
  expect(stderr).toMatch(new RegExp(`^opta-journal: .+\\n  Do what the message says.*\\(${code}\\)\\n$`));
});

it('repeats no more of a long argument than tells which one it is', async () => {
  const { stderr } = await run(['sessions', '-n', 'x'.repeat(5_000)]);
  expect(stderr).toMatch(/argument 'x{200}…' is invalid\. Give a whole number from 1\.\n/);
});

it('shows the help where there is no command, and prose where --json is an argument of one', async () => {
  const help = await run(['config']);
  expect(help).toMatchObject({ exitCode: 2, stdout: '', stderr: expect.stringMatching(/^Usage: /) });
  const { stderr } = await run(['show', 'a', '--', '--json']);
  expect(stderr).toMatch(/^opta-journal: Too many arguments/);
});
