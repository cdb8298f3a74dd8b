import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { parseUpdateLog } from '@opta/journal-format/parse';
import { makeTemporaryFolder } from 'test-kit/vitest';
import { expect, it } from 'vitest';
import { baseEnvironment, COMMAND, runCommand } from './support/run-command.js';

const NAMES = ['cli', 'lmx', 'root', 'docs', 'it’s a “site”'];
/** In two parts, so that no scanner takes this file for a leak. */
const TOKEN = `ghp_${'Zk3vQ9xT7mB2wL5nR8sD4fG6hJ1kC0pVaEyU'}`;

/** Repositories that stand beside each other. */
function makeRepositories(): string {
  const root = makeTemporaryFolder();
  for (const name of NAMES) mkdirSync(join(root, name, '.git'), { recursive: true });
  return root;
}

function logsOf(root: string, name: string, folder = 'updates'): string[] {
  const directory = join(root, name, folder);
  if (!existsSync(directory)) return [];
  return readdirSync(directory)
    .filter((each) => /^\d+_.*\.md$/.test(each))
    .map((each) => join(directory, each));
}

function linksOf(root: string, folders: Readonly<Record<string, string>> = {}): unknown[][] {
  return NAMES.map((name) =>
    logsOf(root, name, folders[name]).map(
      (path) => parseUpdateLog(readFileSync(path, 'utf8')).properties?.fan_out,
    ),
  );
}

/** A program in a folder of its own, for the `PATH`. */
function makeProgram(name: string, text: string): string {
  const folder = makeTemporaryFolder();
  writeFileSync(join(folder, name), `#!/bin/sh\n${text}\n`);
  chmodSync(join(folder, name), 0o755);
  return folder;
}

function lastCommand(stderr: string): string {
  const commands = stderr.split('\n').filter((line) => line.startsWith('  opta-journal log '));
  return commands.at(-1) ?? '';
}

/** Runs a printed command as a person does, somewhere else. */
function runPrinted(command: string): { exitCode: number | null; stdout: string; stderr: string } {
  const folder = makeProgram('opta-journal', `exec '${process.execPath}' '${COMMAND}' "$@"`);
  const env = baseEnvironment();
  const { status, stdout, stderr } = spawnSync('sh', ['-c', command], {
    cwd: makeTemporaryFolder(),
    env: { ...env, PATH: `${folder}${delimiter}${env.PATH}` },
    encoding: 'utf8',
  });
  return { exitCode: status, stdout, stderr };
}

it('writes linked logs, each where the configuration of its repository says', async () => {
  const root = makeRepositories();
  writeFileSync(
    join(root, 'lmx/opta-journal.yaml'),
    'journaling:\n  update_logs_dir: changes\n  author: lmx-team\n',
  );
  await runCommand(['log', 'earlier', '--version-after', '7.1'], { cwd: join(root, 'docs') });
  const { exitCode, stdout } = await runCommand(
    ['log', 'Sync all', '--json', '--version-after', '8.0', '--fan-out', ...NAMES],
    { cwd: root },
  );
  expect(exitCode).toBe(0);
  const { id, ...report } = JSON.parse(stdout);
  expect(report).toMatchObject({
    schema: 'opta-journal.fan-out',
    version: 1,
    isComplete: true,
    finish: null,
    repositories: NAMES.map((name) => ({
      repository: join(root, name),
      outcome: 'written',
      number: name === 'docs' ? 201 : 200,
    })),
  });
  expect(linksOf(root, { lmx: 'changes' })).toEqual(
    NAMES.map((name) => (name === 'docs' ? [undefined, id] : [id])),
  );
  const authorOf = (path = '') => parseUpdateLog(readFileSync(path, 'utf8')).author;
  expect(authorOf(logsOf(root, 'lmx', 'changes')[0])).toBe('lmx-team');
  const { versionBefore } = parseUpdateLog(readFileSync(logsOf(root, 'docs')[1] ?? '', 'utf8'));
  expect(versionBefore).toBe('7.1');
});

it('says which repository failed, and prints the command that finishes it and doubles nothing', async () => {
  const root = makeRepositories();
  // A file in the place of the folder stops also root, for whom nothing is read-only.
  writeFileSync(join(root, 'root/updates'), '');
  writeFileSync(join(root, 'docs/opta-journal.yaml'), 'journaling:\n  timezone: Mars/Base\n');
  const summary = `It's “done”:\u001b[31m $HOME \`x\` 100%`;
  const { exitCode, stdout, stderr } = await runCommand(
    ['log', summary, '--step', `a:b:c:ok:"it's"`, '--input', 'mode=a b', '--fan-out', ...NAMES],
    { cwd: root },
  );
  expect(exitCode).toBe(2);
  const outcomes = stdout
    .trimEnd()
    .split('\n')
    .map((line) => line.split(/ {2,}/));
  expect(outcomes.map(([outcome]) => outcome)).toEqual(['written', 'written', 'failed', 'failed', 'written']);
  expect(outcomes[2]).toEqual(['failed', join(root, 'root'), 'JOURNAL_STORE_IO']);
  expect(outcomes[3]).toEqual(['failed', join(root, 'docs'), 'JOURNAL_RUNTIME_CONFIG_INVALID']);
  expect(stderr).toContain('2 of 5 repositories have no log of this update yet.');
  expect(stderr).toContain('Mars/Base');
  expect(stdout + stderr).not.toContain('\u001b');

  const command = lastCommand(stderr);
  expect(command).not.toContain(join(root, 'cli'));
  expect(runPrinted(command).exitCode).toBe(2);
  rmSync(join(root, 'root/updates'));
  rmSync(join(root, 'docs/opta-journal.yaml'));
  const finished = runPrinted(command);
  expect(finished.exitCode).toBe(0);
  expect(finished.stdout).toMatch(/^written .*\nwritten /);
  const links = linksOf(root);
  expect(links.map(({ length }) => length)).toEqual([1, 1, 1, 1, 1]);
  expect(new Set(links.flat()).size).toBe(1);
  const bodies = NAMES.map((name) => {
    const log = parseUpdateLog(readFileSync(logsOf(root, name)[0] ?? '', 'utf8'));
    return { summary: log.summary, title: log.title, steps: log.steps, inputs: log.commandInputs };
  });
  expect(bodies).toEqual(bodies.map(() => bodies[0]));
  expect(bodies[0]?.steps).toMatchObject([{ message: `"it's"` }]);

  expect(runPrinted(command).stdout).toMatch(/^was there .*\nwas there /);
  expect(linksOf(root)).toEqual(links);
});

it('is finished by the command that it printed, when it is killed midway', async () => {
  const root = makeRepositories();
  // In the third repository it is killed when it looks for the version: its number is claimed, its log is not there.
  const folder = makeProgram('git', `case "$*" in *${root}/root*) kill -KILL $PPID;; esac\nexit 1`);
  const killed = await runCommand(['log', 'Sync all', '--fan-out', ...NAMES], {
    cwd: root,
    env: { PATH: `${folder}${delimiter}${process.env.PATH}` },
  });
  expect(killed.exitCode).toBeNull();
  expect(linksOf(root).map(({ length }) => length)).toEqual([1, 1, 0, 0, 0]);

  const command = lastCommand(killed.stderr);
  const { exitCode, stdout } = runPrinted(command);
  expect(exitCode).toBe(0);
  expect(stdout.split('\n').map((line) => line.split(/ {2,}/)[0])).toEqual([
    'was there',
    'was there',
    'written',
    'written',
    'written',
    '',
  ]);
  const links = linksOf(root);
  expect(links.map(({ length }) => length)).toEqual([1, 1, 1, 1, 1]);
  expect(new Set(links.flat()).size).toBe(1);
  expect(logsOf(root, 'root')[0]).toContain('/200_');

  expect(runPrinted(command).exitCode).toBe(0);
  expect(linksOf(root)).toEqual(links);
});

it('prints no secret in the command that finishes it', async () => {
  const root = makeRepositories();
  writeFileSync(join(root, 'cli/updates'), '');
  const { stdout, stderr } = await runCommand(
    ['log', `With ${TOKEN}`, '--input', 'api_key=hunter2hunter2', '--fan-out', 'cli', 'lmx'],
    { cwd: root },
  );
  expect(stdout + stderr).not.toMatch(/hunter2|Zk3vQ9xT7/);
  rmSync(join(root, 'cli/updates'));
  expect(runPrinted(lastCommand(stderr)).exitCode).toBe(0);
  const [first, second] = ['cli', 'lmx'].map((name) => {
    const { summary, commandInputs } = parseUpdateLog(readFileSync(logsOf(root, name)[0] ?? '', 'utf8'));
    return { summary, commandInputs };
  });
  expect(first).toEqual(second);
  expect(JSON.stringify(first)).not.toMatch(/hunter2|Zk3vQ9xT7/);
});

it.each([
  [['--fan-out', 'cli', 'nowhere'], /--fan-out "nowhere": there is no such folder/],
  [['--fan-out', 'cli', 'cli'], /write into the same folder/],
  [['--updates-dir', 'x', '--fan-out', 'cli'], /--updates-dir cannot stand beside --fan-out/],
  [['--finish', 'a b', '--fan-out', 'cli'], /id = "a b" is not 1 to 100 letters/],
])('ends with 2 for %j and writes nothing', async (args, message) => {
  const root = makeRepositories();
  const { exitCode, stderr } = await runCommand(['log', 'Sync', ...args], { cwd: root });
  expect(exitCode).toBe(2);
  expect(stderr).toMatch(message);
  expect(linksOf(root).flat()).toEqual([]);
});
