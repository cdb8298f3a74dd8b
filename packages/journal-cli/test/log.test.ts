import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseUpdateLog } from '@opta/journal-format/parse';
import { GIT_IDENTITY } from 'test-kit';
import { makeTemporaryFolder } from 'test-kit/vitest';
import { describe, expect, it } from 'vitest';
import { runCommand } from './support/run-command.js';
import { HAS_TERMINAL, KEYS, runInTerminal } from './support/run-in-terminal.js';

/** In two parts, so that no scanner takes this file for a leak. */
const TOKEN = `ghp_${'Zk3vQ9xT7mB2wL5nR8sD4fG6hJ1kC0pVaEyU'}`;

function makeRepository(): string {
  const root = makeTemporaryFolder();
  const git = (...args: string[]): string => execFileSync('git', args, { cwd: root, encoding: 'utf8' });
  git('init', '--quiet');
  writeFileSync(join(root, 'package.json'), '{"version":"0.3.0"}');
  git('add', 'package.json');
  git(...GIT_IDENTITY, 'commit', '--quiet', '--message', 'first');
  return root;
}

function logAt(path: string) {
  return parseUpdateLog(readFileSync(path, 'utf8'));
}

describe('log', () => {
  it('writes all that the command line says, and prints the path', async () => {
    const cwd = makeRepository();
    const { exitCode, stdout, stderr } = await runCommand(
      [
        'log',
        'Sync',
        'models',
        '--category=sync',
        '--title=Models of March',
        '--version-before=0.1.0',
        '--version-after=0.2.0',
        '--step=studio:models:pull:ok:all: good',
        '--step=studio:lmx:restart:skip',
        '--input=mode=remote',
        '--input=filter=a=b',
        '--slug=march',
        '--series=promotion',
        '--promoted',
        '--author=bea',
        '--commit=abcdefa',
      ],
      { cwd },
    );
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    const path = stdout.trimEnd();
    expect(path).toMatch(/\/updates\/200_\d{4}-\d{2}-\d{2}_march\.md$/);
    expect(logAt(path)).toMatchObject({
      id: '200',
      title: 'Models of March',
      summary: ['Sync models'],
      author: 'bea',
      category: 'sync',
      promoted: true,
      versionBefore: '0.1.0',
      versionAfter: '0.2.0',
      commit: 'abcdefa',
      steps: [
        { target: 'studio', component: 'models', step: 'pull', status: 'ok', message: 'all: good' },
        { target: 'studio', component: 'lmx', step: 'restart', status: 'skip', message: '' },
      ],
      commandInputs: [
        { name: 'filter', value: 'a=b' },
        { name: 'mode', value: 'remote' },
      ],
    });
  });

  it('fills in the version after the newest log, and version, commit and author of the repository', async () => {
    const cwd = makeRepository();
    await runCommand(['log', 'first', '--version-after', '0.2.9'], { cwd });
    await runCommand(['log', 'second', '--version-after', ''], { cwd });
    const { stdout } = await runCommand(['log', 'third', '--json'], { cwd });
    const { path, ...written } = JSON.parse(stdout);
    expect(written).toEqual({
      schema: 'opta-journal.log-written',
      version: 1,
      id: '202',
      number: 202,
      fileName: expect.stringMatching(/^202_.*_third\.md$/),
    });
    const commit = execFileSync('git', ['rev-parse', '--short=7', 'HEAD'], { cwd, encoding: 'utf8' }).trim();
    expect(logAt(path)).toMatchObject({
      versionBefore: '0.2.9',
      versionAfter: '0.3.0',
      author: 'ann',
      commit,
      promoted: null,
    });
  });

  it('writes where the command line says, against the environment', async () => {
    const cwd = makeRepository();
    const { stdout } = await runCommand(['log', 'there', '--updates-dir', 'changes'], {
      cwd,
      env: { LMX_JOURNALING__UPDATE_LOGS_DIR: 'elsewhere', LMX_JOURNALING__AUTHOR: 'cleo' },
    });
    expect(stdout).toMatch(/\/changes\/200_.*_there\.md\n$/);
    expect(logAt(stdout.trimEnd()).author).toBe('cleo');
    expect(existsSync(join(cwd, 'elsewhere'))).toBe(false);
  });

  it('reads a summary of several lines from stdin', async () => {
    const cwd = makeRepository();
    const { stdout } = await runCommand(['log', '-'], { cwd, stdin: 'Sync models\n\nand voices\n' });
    expect(logAt(stdout.trimEnd()).summary).toEqual(['Sync models', 'and voices']);
  });

  it('takes a range of numbers for a series', async () => {
    const { stdout } = await runCommand(['log', 'x', '--series', '300-310'], { cwd: makeRepository() });
    expect(stdout).toMatch(/\/300_/);
  });

  it('keeps secrets out of the log and out of what it prints', async () => {
    const cwd = makeRepository();
    const { stdout } = await runCommand(['log', `With ${TOKEN}`, '--input', 'api_key=hunter2hunter2'], {
      cwd,
    });
    const text = readFileSync(stdout.trimEnd(), 'utf8');
    expect(stdout + text).not.toMatch(/hunter2|Zk3vQ9xT7/);
  });

  it.each([
    [['log'], /There is no summary\. Say what changed: opta-journal log "Sync models"/],
    [['log', '-i', 'x'], /no terminal to ask on/],
    [['log', '-'], /The summary is empty/],
    [['log', 'x', '--step', 'a:b:c:done'], /'a:b:c:done' is invalid\. Give target:component:step:status/],
    [['log', 'x', '--step', 'a::c:ok'], /is invalid\. Give target:component:step:status/],
    [['log', 'x', '--input', 'mode'], /'mode' is invalid\. Give key=value/],
    [['log', 'x', '--input', 'a=1', '--input', 'a=2'], /a is given twice/],
    [['log', 'x', '--finish', 'abc'], /--finish needs --fan-out/],
    [['log', 'x', '--series', 'stanard'], /stanard/],
  ])('ends with 2 for %j, says what to do, and writes nothing', async (args, message) => {
    const cwd = makeRepository();
    const { exitCode, stdout, stderr } = await runCommand(args, { cwd });
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toMatch(message);
    expect(existsSync(join(cwd, 'updates'))).toBe(false);
  });

  it('says that journaling is switched off', async () => {
    const cwd = makeRepository();
    writeFileSync(join(cwd, 'opta-journal.yaml'), 'journaling:\n  enabled: false\n');
    const { exitCode, stderr } = await runCommand(['log', 'x'], { cwd });
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/JOURNAL_RUNTIME_DISABLED/);
  });
});

describe.skipIf(!HAS_TERMINAL)('log on a terminal', () => {
  it('asks for what is not said, with the versions filled in', async () => {
    const cwd = makeRepository();
    mkdirSync(join(cwd, 'updates'));
    await runCommand(['log', 'first', '--version-after', '0.2.9'], { cwd });
    const { exitCode, shown } = await runInTerminal(['log'], {
      cwd,
      answers: [
        { after: 'What changed?', keys: `Sync models${KEYS.enter}` },
        { after: 'Category', keys: `${KEYS.clearLine}feature${KEYS.enter}` },
        { after: 'Version before', keys: KEYS.enter },
        { after: 'Version after', keys: KEYS.enter },
        { after: 'Step', keys: `studio:models${KEYS.enter}` },
        { after: 'Give target:component', keys: `:pull:ok:good${KEYS.enter}` },
        { after: 'Step', keys: KEYS.enter },
      ],
    });
    expect(exitCode).toBe(0);
    const name = readdirSync(join(cwd, 'updates')).find((each) => each.startsWith('001_')) ?? '';
    expect(name).toMatch(/_sync-models\.md$/);
    expect(shown).toContain(name);
    expect(logAt(join(cwd, 'updates', name))).toMatchObject({
      summary: ['Sync models'],
      category: 'feature',
      versionBefore: '0.2.9',
      versionAfter: '0.3.0',
      steps: [{ target: 'studio', component: 'models', step: 'pull', status: 'ok', message: 'good' }],
    });
  });

  it('ends with 130 and writes nothing when it is answered with Ctrl-C', async () => {
    const cwd = makeRepository();
    const { exitCode } = await runInTerminal(['log'], {
      cwd,
      answers: [
        { after: 'What changed?', keys: `Sync${KEYS.enter}` },
        { after: 'Category', keys: KEYS.ctrlC },
      ],
    });
    expect(exitCode).toBe(130);
    expect(existsSync(join(cwd, 'updates'))).toBe(false);
  });
});
