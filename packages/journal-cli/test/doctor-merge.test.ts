import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { resolveNumber } from '@opta/journal-doctor';
import { GIT_IDENTITY } from 'test-kit';
import { makeTemporaryFolder } from 'test-kit/vitest';
import { describe, expect, it } from 'vitest';
import {
  commitUpdate,
  GIT_ENVIRONMENT,
  git,
  makeClones,
  makeFiles,
  namesIn,
  openStore,
  publishUpdate,
  START,
  UPDATES,
  updateText,
} from './support/mended-journal.js';
import { baseEnvironment, COMMAND, type CommandRun, runCommand } from './support/run-command.js';

function askMerge(cwd: string, ...heads: string[]): Promise<CommandRun> {
  return runCommand(['doctor', '--against', ...heads], { cwd, env: GIT_ENVIRONMENT });
}

function fetch(root: string, from: string, name: string): void {
  git(root, 'fetch', '--quiet', from, `+HEAD:refs/remotes/${name}/main`);
}

describe('doctor --against', () => {
  it('finds a number that two branches have taken, and after the merge --fix mends it', async () => {
    const { original, clone } = await makeClones();
    const theirs = await commitUpdate(original, 'theirs', START + 60_000);
    const ours = await commitUpdate(clone, 'ours', START + 93_000);
    expect((await askMerge(clone, 'origin/main')).exitCode).toBe(0);
    git(clone, 'fetch', '--quiet');
    const found = await askMerge(clone, 'origin/main');
    expect(found.exitCode).toBe(1);
    expect(found.stdout).toContain(
      `Number 002 is borne by 2 logs: "${ours}" ("HEAD"), "${theirs}" ("origin/main").`,
    );
    expect(found.stdout).toContain('`opta-journal doctor --fix` does it');
    expect(found.stdout).toMatch(/\n1 error, no warnings, no infos\.\n$/);
    expect(git(clone, 'status', '--porcelain')).toBe('');

    expect(() => git(clone, 'merge', '--quiet', 'origin/main')).toThrow();
    const fixed = await runCommand(['doctor', '--fix', '--yes'], { cwd: clone, env: GIT_ENVIRONMENT });
    expect(fixed.exitCode).toBe(0);
    expect(namesIn(join(clone, UPDATES))).toEqual([
      '001_2026-02-24_base.md',
      theirs,
      '003_2026-02-24_ours.md',
      'last-numbers.txt',
    ]);
    expect(await resolveNumber(openStore(clone), ours)).toMatchObject([
      { fileName: '003_2026-02-24_ours.md', by: 'alias' },
    ]);
    git(clone, 'add', '--all');
    git(clone, 'commit', '--quiet', '--message', 'merge');
    expect(await askMerge(clone, 'origin/main')).toEqual({
      exitCode: 0,
      stdout: '',
      stderr: 'Nothing was found.\n',
    });
  });

  it('finds what any two of three branches share, also by renames and other zeros', async () => {
    const { original, clone } = await makeClones();
    const other = join(makeTemporaryFolder(), 'other');
    git(clone, 'clone', '--quiet', original, other);
    git(original, 'mv', `${UPDATES}/001_2026-02-24_base.md`, `${UPDATES}/005_2026-02-24_base.md`);
    git(original, 'commit', '--quiet', '--message', 'rename');
    for (const [root, id] of [
      [clone, '0005'],
      [other, '5'],
    ] as const) {
      makeFiles({ [`${UPDATES}/${id}_2026-02-24_new.md`]: updateText(id) }, root);
      git(root, 'add', '--all');
      git(root, 'commit', '--quiet', '--message', id);
    }
    fetch(clone, original, 'origin');
    fetch(clone, other, 'other');
    const { exitCode, stdout } = await runCommand(
      ['doctor', '--json', '--against', 'origin/main', 'other/main'],
      { cwd: clone, env: GIT_ENVIRONMENT },
    );
    expect(exitCode).toBe(1);
    expect(JSON.parse(stdout).findings).toMatchObject([
      {
        facts: {
          number: 5,
          claimants: [
            { fileName: '0005_2026-02-24_new.md', heads: ['HEAD'] },
            { fileName: '005_2026-02-24_base.md', heads: ['origin/main'] },
            { fileName: '5_2026-02-24_new.md', heads: ['other/main'] },
          ],
        },
      },
    ]);
    expect((await askMerge(clone, 'other/main')).exitCode).toBe(1);
  });

  it('annotates the log that is in this branch', async () => {
    const { original, clone } = await makeClones();
    await commitUpdate(original, 'theirs', START + 60_000);
    const ours = await commitUpdate(clone, 'ours', START + 93_000);
    git(clone, 'fetch', '--quiet');
    const { stdout } = await runCommand(['doctor', '--format', 'github', '--against', 'origin/main'], {
      cwd: clone,
      env: GIT_ENVIRONMENT,
    });
    expect(stdout).toMatch(new RegExp(`^::error file=updates/${ours},line=1,title=[^:]*::Number 002 `));
  });

  it('says where histories have nothing in common here', async () => {
    const { original } = await makeClones();
    await commitUpdate(original, 'more', START + 60_000);
    const shallow = join(makeTemporaryFolder(), 'shallow');
    git(original, 'branch', 'side', 'HEAD~1');
    git(original, 'clone', '--quiet', '--depth=1', '--no-single-branch', `file://${original}`, shallow);
    const { exitCode, stderr } = await askMerge(shallow, 'origin/side');
    expect(stderr).toContain('git fetch --unshallow');
    expect(exitCode).toBe(0);
  });

  it.each([
    ['an unknown branch', 'origin/missing', /--against "origin\/missing" is no commit here\. Fetch it/],
    ['an option', '--output=stolen', /Unknown option|is no commit here/],
  ])('ends with 2 for %s', async (_name, head, message) => {
    const { clone } = await makeClones();
    const { exitCode, stdout, stderr } = await askMerge(clone, head);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toMatch(message);
  });

  it('ends with 2 outside a repository', async () => {
    const { exitCode, stderr } = await askMerge(makeTemporaryFolder(), 'main');
    expect(exitCode).toBe(2);
    expect(stderr).toContain('is in no repository of git');
  });
});

describe('the pre-commit hook', () => {
  /** Installs what `--print-hook` prints, and commits by git itself. */
  async function withHook(
    root: string,
  ): Promise<(...args: string[]) => { status: number | null; stderr: string }> {
    const programs = makeTemporaryFolder();
    symlinkSync(COMMAND, join(programs, 'opta-journal'));
    const { stdout } = await runCommand(['doctor', '--print-hook'], { cwd: root });
    mkdirSync(join(root, '.git/hooks'), { recursive: true });
    writeFileSync(join(root, '.git/hooks/pre-commit'), stdout, { mode: 0o755 });
    const env: Record<string, string> = { ...baseEnvironment(), ...GIT_ENVIRONMENT };
    env.PATH = `${programs}${delimiter}${env.PATH}`;
    return (...args) => {
      const run = spawnSync('git', [...GIT_IDENTITY, 'commit', '--message', 'x', ...args], {
        cwd: root,
        env,
        encoding: 'utf8',
      });
      return { status: run.status, stderr: run.stderr };
    };
  }

  it('lets commits pass, and refuses one with a number that the branch of the remote has', async () => {
    const { original, clone } = await makeClones();
    await commitUpdate(original, 'theirs', START + 60_000);
    git(clone, 'fetch', '--quiet');
    const commit = await withHook(clone);
    const before = git(clone, 'rev-parse', 'HEAD');
    const ours = await publishUpdate(clone, 'ours', START + 93_000);
    git(clone, 'add', '--all');
    const refused = commit();
    expect(refused.status).not.toBe(0);
    expect(refused.stderr).toContain(`"${ours}" ("index"), "002_2026-02-24_theirs.md" ("origin/main")`);
    expect(refused.stderr).toContain('not committed. Merge that branch');
    expect(git(clone, 'rev-parse', 'HEAD')).toBe(before);

    // As the message says.
    git(clone, 'stash', '--quiet');
    git(clone, 'merge', '--quiet', 'origin/main');
    expect(() => git(clone, 'stash', 'pop')).toThrow();
    expect(
      (await runCommand(['doctor', '--fix', '--yes'], { cwd: clone, env: GIT_ENVIRONMENT })).exitCode,
    ).toBe(0);
    git(clone, 'add', '--all');
    expect(commit()).toMatchObject({ status: 0 });
    expect(namesIn(join(clone, UPDATES))).toContain('003_2026-02-24_ours.md');
  });

  it('sees what a commit has, not what lies beside it, and the first one too', async () => {
    const root = makeTemporaryFolder();
    git(root, 'init', '--quiet', '--initial-branch=main');
    makeFiles({ [`${UPDATES}/001_2026-02-24_a.md`]: updateText('001') }, root);
    git(root, 'add', '--all');
    const commit = await withHook(root);
    expect(commit()).toMatchObject({ status: 0 });
    makeFiles({ [`${UPDATES}/0001_2026-02-24_b.md`]: updateText('0001'), other: '' }, root);
    git(root, 'add', 'other');
    expect(commit()).toMatchObject({ status: 0 });
    git(root, 'add', '--all');
    expect(commit().stderr).toContain('Number 001 is borne by 2 logs');
    // A commit of named files has an index of its own, of which git tells its hooks.
    writeFileSync(join(root, 'other'), 'changed');
    expect(commit('other')).toMatchObject({ status: 0 });
    expect(commit('--no-verify')).toMatchObject({ status: 0 });
  });

  it('says so where there is no opta-journal, and holds up nothing', async () => {
    const { stdout } = await runCommand(['doctor', '--print-hook']);
    const root = makeFiles({ hook: stdout });
    const { PATH } = baseEnvironment();
    const env = {
      PATH: (PATH ?? '')
        .split(delimiter)
        .filter((one) => !one.includes('node_modules'))
        .join(delimiter),
    };
    const run = spawnSync('sh', ['hook'], { cwd: root, env, encoding: 'utf8' });
    expect(run).toMatchObject({ status: 0, stdout: '' });
    expect(run.stderr).toContain('opta-journal is not installed');
  });
});

describe('the workflow', () => {
  it('is printed as it is shipped, and its steps find what they are for', async () => {
    const { stdout } = await runCommand(['doctor', '--print-workflow']);
    expect(stdout).toBe(readFileSync(join(import.meta.dirname, '../templates/github-workflow.yml'), 'utf8'));
    const manifest = JSON.parse(readFileSync(join(import.meta.dirname, '../package.json'), 'utf8'));
    expect(manifest.files).toContain('templates');
    // Nothing of an event is put into a script, where it would be run.
    const scripts = [...stdout.matchAll(/run: \|?\n?((?:.+\n?)(?: {10}.+\n)*)/g)].map(([, script]) => script);
    expect(scripts).toHaveLength(2);
    for (const script of scripts) expect(script).not.toContain('${{');

    const { original, clone } = await makeClones();
    await commitUpdate(original, 'theirs', START + 60_000);
    await commitUpdate(clone, 'ours', START + 93_000);
    const programs = makeTemporaryFolder();
    writeFileSync(join(programs, 'npx'), `#!/bin/sh\nshift 2\nexec '${COMMAND}' "$@"\n`);
    chmodSync(join(programs, 'npx'), 0o755);
    const env: Record<string, string> = { ...baseEnvironment(), ...GIT_ENVIRONMENT, BASE: 'main' };
    env.PATH = `${programs}${delimiter}${env.PATH}`;
    const merged = spawnSync('sh', ['-ec', scripts[0] ?? ''], { cwd: clone, env, encoding: 'utf8' });
    expect(merged.status).toBe(1);
    expect(merged.stdout).toMatch(/^::error file=updates\/002_2026-02-24_ours\.md,line=1,/);
    rmSync(join(clone, UPDATES), { recursive: true });
    execFileSync('sh', ['-ec', scripts[1] ?? ''], { cwd: clone, env, stdio: 'pipe' });
  });
});
