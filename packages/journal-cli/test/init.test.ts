import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { GIT_IDENTITY } from 'test-kit';
import { makeTemporaryFolder } from 'test-kit/vitest';
import { describe, expect, it } from 'vitest';
import { runCommand } from './support/run-command.js';
import { HAS_TERMINAL, KEYS, runInTerminal } from './support/run-in-terminal.js';

function gitIn(root: string, ...args: string[]): string {
  return execFileSync('git', [...GIT_IDENTITY, ...args], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
}

function makeRepository(): string {
  const root = makeTemporaryFolder();
  gitIn(root, 'init', '--quiet', '--initial-branch=main');
  return root;
}

/** Every file of a folder with its content, without git's own. */
function contentOf(root: string): Record<string, string> {
  const names = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .filter((path) => !path.startsWith(join(root, '.git/')));
  return Object.fromEntries(names.map((path) => [path.slice(root.length + 1), readFileSync(path, 'utf8')]));
}

describe('init', () => {
  it('shows its plan and changes nothing where nobody can be asked', async () => {
    const root = makeRepository();
    const { exitCode, stdout, stderr } = await runCommand(['init'], { cwd: root });
    expect(exitCode).toBe(2);
    expect(stdout.split('\n').filter((line) => /^\w/.test(line))).toEqual([
      'create  opta-journal.yaml',
      'create  .gitignore',
      'create  .gitattributes',
      'create  12-Session-Logs/README.md',
      'create  12-Session-Logs/SESSION_FORMAT.md',
      'create  updates/README.md',
    ]);
    expect(stderr).toMatch(/JOURNAL_CLI_NOT_CONFIRMED/);
    const json = await runCommand(['init', '--json'], { cwd: root });
    expect(json.exitCode).toBe(2);
    expect(JSON.parse(json.stdout)).toMatchObject({ done: false, steps: { length: 6 } });
    expect(contentOf(root)).toEqual({});
  });

  it('writes exactly what it planned, and a second run changes nothing', async () => {
    const root = makeRepository();
    const { stdout } = await runCommand(['init', '--yes', '--json'], { cwd: root });
    const { steps, ...rest } = JSON.parse(stdout);
    expect(rest).toEqual({ schema: 'opta-journal.init', version: 1, done: true });
    const first = contentOf(root);
    const written = Object.keys(first).filter((path) => !path.includes('.opta-journal/'));
    expect(steps.map(({ path }: { path: string }) => path.slice(root.length + 1)).sort()).toEqual(
      written.sort(),
    );
    const again = await runCommand(['init'], { cwd: root });
    expect(again.exitCode).toBe(0);
    expect(again.stdout).not.toMatch(/create|add to/);
    expect(again.stderr).toBe('Everything is there.\n');
    expect(contentOf(root)).toEqual(first);
  });

  it('sets folders that every command then uses, from any folder of the repository', async () => {
    const root = makeRepository();
    mkdirSync(join(root, 'src'));
    // A name that YAML 1.1 reads as a date.
    const args = ['init', '--yes', '--sessions-dir', '../2026-02-24', '--updates-dir', '../docs/my updates'];
    expect((await runCommand(args, { cwd: join(root, 'src') })).exitCode).toBe(0);
    expect(readFileSync(join(root, 'opta-journal.yaml'), 'utf8')).toContain(
      'update_logs_dir: "docs/my updates"',
    );
    const { stdout } = await runCommand(['config', 'show', '--json'], { cwd: join(root, 'src') });
    const { settings } = JSON.parse(stdout);
    const setting = (key: string) => settings.find((each: { key: string }) => each.key === key).value;
    expect(setting('session_logs_dir')).toBe(join(root, '2026-02-24'));
    expect(setting('update_logs_dir')).toBe(join(root, 'docs/my updates'));
    expect(existsSync(join(root, 'docs/my updates/README.md'))).toBe(true);
  });

  it('leaves what is there, and adds only lines that are missing', async () => {
    const root = makeRepository();
    mkdirSync(join(root, 'updates'));
    writeFileSync(join(root, 'updates/README.md'), 'mine');
    writeFileSync(join(root, '.gitignore'), 'node_modules\r\n.opta-journal/\r\n*.log');
    writeFileSync(join(root, 'opta-journal.yaml'), 'journaling:\n  session_logs_dir: logs\n');
    expect((await runCommand(['init', '--yes'], { cwd: root })).exitCode).toBe(0);
    expect(readFileSync(join(root, 'updates/README.md'), 'utf8')).toBe('mine');
    expect(readFileSync(join(root, 'opta-journal.yaml'), 'utf8')).toBe(
      'journaling:\n  session_logs_dir: logs\n',
    );
    expect(readFileSync(join(root, '.gitignore'), 'utf8')).toBe(
      [
        'node_modules',
        '.opta-journal/',
        '*.log',
        '',
        '# opta-journal: begin (written by opta-journal init)',
        '/logs/**/*-events*.jsonl',
        '/logs/**/*-events*.jsonl.gz',
        '# opta-journal: end',
        '',
      ].join('\r\n'),
    );
    const first = contentOf(root);
    expect((await runCommand(['init', '--yes'], { cwd: root })).exitCode).toBe(0);
    expect(contentOf(root)).toEqual(first);
  });

  it('keeps an earlier choice, and refuses another one with every line that differs', async () => {
    const root = makeRepository();
    await runCommand(['init', '--yes', '--commit-event-logs', '--ignore-archive'], { cwd: root });
    const first = contentOf(root);
    expect(first['.gitignore']).not.toContain('jsonl');
    expect((await runCommand(['init', '--yes'], { cwd: root })).exitCode).toBe(0);
    const { exitCode, stderr } = await runCommand(
      ['init', '--yes', '--ignore-event-logs', '--commit-archive'],
      {
        cwd: root,
      },
    );
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/missing: \/12-Session-Logs\/\*\*\/\*-events\*\.jsonl\n/);
    expect(stderr).toMatch(/too many: \/updates\/archive\/\n/);
    expect(stderr).toMatch(/JOURNAL_CLI_CONFIG_EXISTS/);
    const other = await runCommand(['init', '--yes', '--sessions-dir', 'elsewhere'], { cwd: root });
    expect(other.exitCode).toBe(2);
    expect(other.stderr).toMatch(/has other folders: .*12-Session-Logs instead of .*elsewhere/);
    expect(contentOf(root)).toEqual(first);
  });

  it('lets git ignore and keep exactly what was chosen, also in folders with odd names', async () => {
    const root = makeRepository();
    const folder = 'a [b] "c"/*d';
    await runCommand(['init', '--yes', '--sessions-dir', folder, '--updates-dir', 'updates'], { cwd: root });
    const isIgnored = (path: string): boolean =>
      spawnSync('git', ['check-ignore', '-q', path], { cwd: root }).status === 0;
    const name = '2026-02-23-143543-opta48-lan-events';
    expect([
      isIgnored(`${folder}/${name}.jsonl`),
      isIgnored(`${folder}/${name}-2.2.jsonl`),
      isIgnored(`${folder}/archive/2026-02/${name}.jsonl.gz`),
      isIgnored('updates/.opta-journal/claims/200.json'),
    ]).toEqual([true, true, true, true]);
    expect([
      isIgnored(`${folder}/2026-02-23-1435-opta48-lan-runtime-session.md`),
      isIgnored(`${folder}/archive/2026-02/2026-02-23-1435-opta48-lan-runtime-session.md`),
      isIgnored('updates/last-numbers.txt'),
      isIgnored(`elsewhere/${name}.jsonl`),
    ]).toEqual([false, false, false, false]);
    const attributes = gitIn(
      root,
      'check-attr',
      'text',
      'merge',
      'diff',
      '-z',
      '--',
      `${folder}/${name}.jsonl`,
    );
    expect(attributes.split('\0').filter((_, index) => index % 3 === 2)).toEqual(['unset', 'unset', 'unset']);
  });

  it('says so outside of a repository, and sets up the folders there', async () => {
    const root = makeTemporaryFolder();
    const { exitCode, stderr } = await runCommand(['init', '--yes'], { cwd: root });
    expect(exitCode).toBe(0);
    expect(stderr).toMatch(/no git repository here/);
    expect(existsSync(join(root, 'opta-journal.yaml'))).toBe(true);
    expect(existsSync(join(root, '.gitignore'))).toBe(false);
  });

  it('keeps Syncthing away from the state of the journal, where that is wanted', async () => {
    const root = makeRepository();
    mkdirSync(join(root, '.stfolder'));
    const hinted = await runCommand(['init', '--yes'], { cwd: root });
    expect(hinted.stderr).toMatch(/With --stignore it is kept away/);
    expect(existsSync(join(root, '.stignore'))).toBe(false);
    writeFileSync(join(root, '.stignore'), '*.tmp\n');
    await runCommand(['init', '--yes', '--stignore'], { cwd: root });
    const text = readFileSync(join(root, '.stignore'), 'utf8');
    expect(text).toMatch(
      /^\*\.tmp\n\n\/\/ opta-journal: begin .*\n\(\?d\)\.opta-journal\n\/\/ opta-journal: end\n$/,
    );
    await runCommand(['init', '--yes', '--stignore'], { cwd: root });
    expect(readFileSync(join(root, '.stignore'), 'utf8')).toBe(text);
  });

  it('says which file it cannot write', async () => {
    const root = makeRepository();
    // A link into nowhere: not even root writes there.
    execFileSync('ln', ['-s', 'missing/file', '.gitignore'], { cwd: root });
    const { exitCode, stderr } = await runCommand(['init', '--yes'], { cwd: root });
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/\.gitignore cannot be written: .*\n.*JOURNAL_CLI_WRITE_FAILED/);
  });
});

describe('what git does after init', () => {
  it('reports a conflict where two branches took the same number, although a line asks for union merges', async () => {
    const root = makeRepository();
    writeFileSync(join(root, '.gitattributes'), '*.txt merge=union\n*.md merge=union\n');
    await runCommand(['init', '--yes'], { cwd: root });
    await runCommand(['log', 'first'], { cwd: root });
    gitIn(root, 'add', '--all');
    gitIn(root, 'commit', '--quiet', '--message', 'first');
    // In a clone: claims are no part of the repository.
    const clone = join(makeTemporaryFolder(), 'clone');
    gitIn(root, 'clone', '--quiet', root, clone);
    for (const [folder, summary] of [
      [clone, 'theirs'],
      [root, 'ours'],
    ] as const) {
      await runCommand(['log', summary], { cwd: folder });
      gitIn(folder, 'add', '--all');
      gitIn(folder, 'commit', '--quiet', '--message', summary);
    }
    gitIn(root, 'fetch', '--quiet', clone, 'main');
    const merged = spawnSync('git', ['merge', 'FETCH_HEAD'], { cwd: root, encoding: 'utf8' });
    expect(merged.status).toBe(1);
    expect(merged.stdout).toMatch(/CONFLICT \(content\): Merge conflict in updates\/last-numbers\.txt/);
  });

  it('keeps the bytes of logs, whatever the settings of a clone', async () => {
    const root = makeRepository();
    await runCommand(['init', '--yes', '--commit-event-logs'], { cwd: root });
    const files = {
      '12-Session-Logs/2026-02-23-143543-a-events.jsonl': '{"a":1}\r\n{"b":2}\n',
      'updates/200_2026-02-23_x.md': 'a\r\nb\n',
    };
    for (const [path, text] of Object.entries(files)) writeFileSync(join(root, path), text);
    gitIn(root, '-c', 'core.autocrlf=input', 'add', '--all');
    gitIn(root, 'commit', '--quiet', '--message', 'logs');
    for (const path of Object.keys(files)) rmSync(join(root, path));
    gitIn(root, '-c', 'core.autocrlf=true', 'checkout', '--', '.');
    for (const [path, text] of Object.entries(files))
      expect(readFileSync(join(root, path), 'utf8')).toBe(text);
  });
});

describe.skipIf(!HAS_TERMINAL)('init on a terminal', () => {
  it('asks, shows its plan, and writes when it is confirmed', async () => {
    const root = makeRepository();
    const { exitCode, shown } = await runInTerminal(['init'], {
      cwd: root,
      answers: [
        { after: 'Folder of session logs', keys: `${KEYS.clearLine}logs${KEYS.enter}` },
        { after: 'Folder of update logs', keys: KEYS.enter },
        { after: 'Commit event logs too?', keys: 'y' },
        { after: 'Commit what is archived too?', keys: 'n' },
        { after: 'Write this?', keys: 'y' },
      ],
    });
    expect(exitCode).toBe(0);
    expect(shown).toContain('session_logs_dir: "logs"');
    expect(readFileSync(join(root, '.gitignore'), 'utf8').split('\n').slice(1, -2)).toEqual([
      '.opta-journal/',
      '/logs/archive/',
      '/updates/archive/',
    ]);
  });

  it.each([
    ['n', 1],
    [KEYS.ctrlC, 130],
  ])('writes nothing when it is answered with %j', async (keys, expected) => {
    const root = makeRepository();
    const { exitCode } = await runInTerminal(['init'], {
      cwd: root,
      answers: [
        { after: 'Folder of session logs', keys: KEYS.enter },
        { after: 'Folder of update logs', keys: KEYS.enter },
        { after: 'Commit event logs too?', keys: KEYS.enter },
        { after: 'Commit what is archived too?', keys: KEYS.enter },
        { after: 'Write this?', keys },
      ],
    });
    expect(exitCode).toBe(expected);
    expect(contentOf(root)).toEqual({});
  });
});
