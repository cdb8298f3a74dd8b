import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseUpdateLog } from '@opta/journal-format/parse';
import { nodeFileSystem } from '@opta/journal-fs';
import { createFileAllocator } from '@opta/journal-ids';
import { crashAt, createFaultFileSystem, type FaultPlan, spawnScript } from 'test-kit';
import { makeTemporaryFolder } from 'test-kit/vitest';
import { describe, expect, it } from 'vitest';
import { type FanOutOptions, fanOutUpdateLog } from './fan-out-update-log.js';
import type { UpdateLogInput } from './update-log-input.js';
import { writeUpdateLog } from './write-update-log.js';

/** In two parts, so that no scanner takes this file for a leak. */
const TOKEN = `ghp_${'Zk3vQ9xT7mB2wL5nR8sD4fG6hJ1kC0pVaEyU'}`;
const NOW = Date.parse('2026-02-23T16:17:34Z');
const ID = '01JZZZZZZZZZZZZZZZZZZZZZZZ';
/** With version and commit, so that no git is started for each of many runs. */
const INPUT: UpdateLogInput = {
  summary: 'Synced both.',
  versionBefore: '1.0.0',
  versionAfter: '1.1.0',
  commit: 'abcdefa',
};
const HOST = fileURLToPath(new URL('../../test/fixtures/fan-out-host.ts', import.meta.url));

function createRepositories(...names: string[]): string[] {
  const root = makeTemporaryFolder();
  return names.map((name) => {
    const folder = join(root, name);
    mkdirSync(folder);
    return folder;
  });
}

function options(more: FanOutOptions = {}): FanOutOptions {
  return {
    config: { timezone: 'UTC', author: 'ann' },
    environment: {},
    clock: () => NOW,
    onError: () => undefined,
    ...more,
  };
}

function logsOf(folder: string): string[] {
  try {
    return readdirSync(join(folder, 'updates'))
      .filter((name) => /^\d+_.*\.md$/.test(name))
      .sort();
  } catch {
    return [];
  }
}

function linkOf(path: string): unknown {
  return parseUpdateLog(readFileSync(path, 'utf8')).properties?.fan_out;
}

/** One folder refuses every change, as a disk that is mounted read-only. */
function readOnlyBelow(folder: string): FaultPlan {
  const changing = new Set(['link', 'rename', 'mkdir', 'unlink', 'write', 'rmdir']);
  return ({ name, args }) =>
    changing.has(name) && String(args[0]).startsWith(folder) ? { errno: 'EROFS' } : undefined;
}

describe('fanOutUpdateLog', () => {
  it('writes one log in each repository, linked by one id, with the facts of its own repository', async () => {
    const [cli = '', lmx = ''] = createRepositories('cli', 'lmx');
    execFileSync('git', ['init', '--quiet'], { cwd: lmx });
    writeFileSync(join(lmx, 'package.json'), '{"version":"2.3.4"}');
    await writeUpdateLog({ summary: 'earlier' }, { ...options(), baseDirectory: lmx });
    const report = await fanOutUpdateLog(
      [cli, { directory: lmx, name: 'server' }],
      { summary: 'Synced.' },
      options(),
    );
    expect(report).toMatchObject({
      isComplete: true,
      done: [
        { name: 'cli', id: '200', number: 200, fileName: '200_2026-02-23_synced.md', existed: false },
        {
          name: 'server',
          target: { directory: lmx },
          number: 201,
          path: join(lmx, 'updates', '201_2026-02-23_synced.md'),
        },
      ],
      failed: [],
      notTried: [],
      remaining: [],
    });
    expect(report.done.map(({ path }) => linkOf(path))).toEqual([report.id, report.id]);
    expect(parseUpdateLog(readFileSync(report.done[1]?.path ?? '', 'utf8')).versionAfter).toBe('2.3.4');
    const [promotion] = (await createFileAllocator({ directory: join(lmx, 'updates') }).inspect()).slice(1);
    expect(promotion?.completed).toHaveLength(2);
  });

  it('takes a configuration file and fields of its own for each repository', async () => {
    const [cli = '', lmx = ''] = createRepositories('cli', 'lmx');
    const file = join(lmx, 'journal.yaml');
    writeFileSync(file, 'journaling:\n  update_logs_dir: changes\n');
    const report = await fanOutUpdateLog(
      [cli, { directory: lmx, file, input: { versionBefore: '2.0.0' } }],
      INPUT,
      options(),
    );
    expect(report.done.map(({ path }) => path)).toEqual([
      join(cli, 'updates', '200_2026-02-23_synced-both.md'),
      join(lmx, 'changes', '200_2026-02-23_synced-both.md'),
    ]);
    const versions = report.done.map(({ path }) => parseUpdateLog(readFileSync(path, 'utf8')).versionBefore);
    expect(versions).toEqual(['1.0.0', '2.0.0']);
  });

  it('writes nothing at all where the fields of one repository cannot be used', async () => {
    const [a = '', b = ''] = createRepositories('a', 'b');
    const targets = [a, { directory: b, input: { category: '' } }];
    await expect(fanOutUpdateLog(targets, INPUT, options())).rejects.toMatchObject({
      code: 'JOURNAL_RUNTIME_UPDATE_LOG_INVALID',
    });
    expect(readdirSync(a)).toEqual([]);
  });

  it('gives every call an id of its own', async () => {
    const targets = createRepositories('a');
    const first = await fanOutUpdateLog(targets, INPUT, options());
    const second = await fanOutUpdateLog(targets, INPUT, options());
    expect(second.id).not.toBe(first.id);
    expect(second.done[0]).toMatchObject({ number: 201, existed: false });
  });

  it('goes on after a target that is read-only, says exactly why, and finishes it later', async () => {
    const [a = '', b = '', c = ''] = createRepositories('a', 'b', 'c');
    const fileSystem = createFaultFileSystem(nodeFileSystem, readOnlyBelow(b));
    const report = await fanOutUpdateLog([a, b, c], INPUT, options({ fileSystem }));
    expect(report.isComplete).toBe(false);
    expect(report.done.map(({ name, number }) => [name, number])).toEqual([
      ['a', 200],
      ['c', 200],
    ]);
    expect(report.failed).toMatchObject([{ name: 'b', target: { directory: b } }]);
    expect(report.failed[0]?.error.code).toBe('JOURNAL_IDS_FOLDER_UNUSABLE');
    expect(report.failed[0]?.error.message).toContain('EROFS');
    expect(report.remaining).toEqual([{ directory: b }]);

    const finished = await fanOutUpdateLog(report.remaining, INPUT, options({ id: report.id }));
    expect(finished).toMatchObject({ id: report.id, isComplete: true, done: [{ name: 'b', number: 200 }] });
    const again = await fanOutUpdateLog([a, b, c], INPUT, options({ id: report.id }));
    expect(again.done.map(({ existed }) => existed)).toEqual([true, true, true]);
    expect([a, b, c].map((folder) => logsOf(folder).length)).toEqual([1, 1, 1]);
  });

  it('reports a folder that is a file, and a bad configuration, beside those that are done', async () => {
    const [a = '', b = '', c = '', d = ''] = createRepositories('a', 'b', 'c', 'd');
    writeFileSync(join(a, 'updates'), '');
    const report = await fanOutUpdateLog(
      [
        a,
        { directory: b, config: { timezone: 'Mars/Base' } },
        { directory: c, config: { enabled: false } },
        d,
      ],
      INPUT,
      options(),
    );
    expect(report.failed.map(({ name, error }) => [name, error.code])).toEqual([
      ['a', expect.stringMatching(/^JOURNAL_/)],
      ['b', 'JOURNAL_RUNTIME_CONFIG_INVALID'],
      ['c', 'JOURNAL_RUNTIME_DISABLED'],
    ]);
    expect(report.done).toMatchObject([{ name: 'd' }]);
  });

  it('tells which targets it did not try, and tries them in a further call', async () => {
    const targets = createRepositories('a', 'b', 'c');
    const controller = new AbortController();
    const fileSystem = createFaultFileSystem(nodeFileSystem, ({ name, args }) => {
      if (name === 'link' && /200_[^/]*\.md$/.test(String(args[1]))) controller.abort();
      return undefined;
    });
    const report = await fanOutUpdateLog(targets, INPUT, options({ fileSystem, signal: controller.signal }));
    expect(report).toMatchObject({ isComplete: false, done: [{ name: 'a' }], failed: [] });
    expect(report.notTried).toEqual([{ directory: targets[1] }, { directory: targets[2] }]);
    const rest = await fanOutUpdateLog(report.remaining, INPUT, options({ id: report.id }));
    expect(rest.isComplete).toBe(true);
    expect(targets.map((folder) => logsOf(folder).length)).toEqual([1, 1, 1]);
  });

  it('finds a log that was archived or renumbered meanwhile', async () => {
    const [a = '', b = ''] = createRepositories('a', 'b');
    const { done } = await fanOutUpdateLog([a, b], INPUT, options({ id: ID }));
    const archive = join(a, 'updates/archive/2026-02');
    mkdirSync(archive, { recursive: true });
    const moved = [join(archive, done[0]?.fileName ?? ''), join(b, 'updates/207_2026-02-23_other.md')];
    for (const [index, path] of moved.entries()) {
      const from = done[index]?.path ?? '';
      writeFileSync(path, readFileSync(from));
      rmSync(from);
    }
    const again = await fanOutUpdateLog([a, b], INPUT, options({ id: ID }));
    expect(again.done.map(({ path, number, existed }) => [path, number, existed])).toEqual([
      [moved[0], 200, true],
      [moved[1], 207, true],
    ]);
  });

  it('finds the logs in a clone, which has no claims', async () => {
    const [a = ''] = createRepositories('a');
    await fanOutUpdateLog([a], INPUT, options({ id: ID }));
    rmSync(join(a, 'updates/.opta-journal'), { recursive: true });
    const again = await fanOutUpdateLog([a], INPUT, options({ id: ID }));
    expect(again.done).toMatchObject([{ number: 200, existed: true }]);
    expect(logsOf(a)).toHaveLength(1);
  });

  it.each(['before', 'after'] as const)(
    'doubles nothing and loses nothing when it crashes %s any step of the file system',
    async (when) => {
      const names = ['a', 'b'];
      for (let step = 1, isOver = false; !isOver; step += 1) {
        const targets = createRepositories(...names);
        const fileSystem = createFaultFileSystem(nodeFileSystem, crashAt(step, when));
        const crashed = await fanOutUpdateLog(targets, INPUT, options({ id: ID, fileSystem }));
        fileSystem.closeLeft();
        isOver = fileSystem.calls.length < step;
        const report = await fanOutUpdateLog(
          targets,
          { ...INPUT, summary: 'Told otherwise.' },
          options({ id: ID }),
        );
        expect(report.failed, `step ${step}`).toEqual([]);
        for (const [index, folder] of targets.entries()) {
          const logs = logsOf(folder);
          expect(logs, `step ${step}`).toHaveLength(1);
          expect(report.done[index]).toMatchObject({
            path: join(folder, 'updates', logs[0] ?? ''),
            name: names[index],
          });
          expect(linkOf(report.done[index]?.path ?? ''), `step ${step}`).toBe(ID);
        }
        for (const { path } of crashed.done) expect(report.done.map((done) => done.path)).toContain(path);
      }
    },
  );

  it('takes no second number for a log whose number was claimed for it', async () => {
    const [a = ''] = createRepositories('a');
    let isFull = true;
    const fileSystem = createFaultFileSystem(nodeFileSystem, ({ name, args }) =>
      isFull && name === 'link' && /\d+_[^/]*\.md$/.test(String(args[1])) ? { errno: 'ENOSPC' } : undefined,
    );
    const report = await fanOutUpdateLog([a], INPUT, options({ id: ID, fileSystem }));
    expect(report.failed[0]?.error.message).toContain('ENOSPC');
    isFull = false;
    await writeUpdateLog(INPUT, { ...options(), baseDirectory: a });
    const finished = await fanOutUpdateLog([a], INPUT, options({ id: ID, fileSystem }));
    expect(finished.done).toMatchObject([{ number: 200, existed: false }]);
    expect(logsOf(a).map((name) => name.slice(0, 3))).toEqual(['200', '201']);
  });

  it('names a damaged claim instead of guessing', async () => {
    const [a = ''] = createRepositories('a');
    const { done } = await fanOutUpdateLog([a], INPUT, options({ id: ID }));
    rmSync(done[0]?.path ?? '');
    const claims = join(a, 'updates/.opta-journal/claims');
    const name = readdirSync(claims).find((file) => file.startsWith('fan-out-')) ?? '';
    writeFileSync(join(claims, name), '{');
    const { failed } = await fanOutUpdateLog([a], INPUT, options({ id: ID }));
    expect(failed[0]?.error.code).toBe('JOURNAL_RUNTIME_PUBLISH_FAILED');
    expect(failed[0]?.error.message).toContain(name);
    expect(logsOf(a)).toEqual([]);
  });

  it('gives one log to processes that fan out the same id at the same time, also when some are killed', async () => {
    const targets = createRepositories('a', 'b', 'c');
    const hosts = Array.from({ length: 4 }, () => spawnScript(HOST, [ID, ...targets]));
    // Two go in the middle of their work: when they are about to place a claim, and a log.
    const killed = hosts.slice(0, 2).map(async ({ child, line, ended }, index) => {
      await line(index === 0 ? /^placing .*claims/ : /^placing .*\.md$/).then(
        () => child.kill('SIGKILL'),
        // The others left nothing to place for it.
        () => undefined,
      );
      return ended;
    });
    await Promise.all(killed);
    for (const { ended } of hosts.slice(2)) expect(await ended).toMatchObject({ code: 0, stderr: '' });
    const report = await fanOutUpdateLog(targets, INPUT, options({ id: ID }));
    expect(report.isComplete).toBe(true);
    for (const [index, folder] of targets.entries()) {
      expect(logsOf(folder)).toHaveLength(1);
      expect(logsOf(folder)[0]).toBe(basename(report.done[index]?.path ?? ''));
    }
  });

  it('redacts what it writes and says', async () => {
    const [a = ''] = createRepositories('a');
    const { done } = await fanOutUpdateLog([a], { ...INPUT, summary: `with ${TOKEN}` }, options());
    expect(readFileSync(done[0]?.path ?? '', 'utf8')).not.toContain(TOKEN);
    const work = fanOutUpdateLog([a], { summary: 'x', [TOKEN]: 1 } as never, options());
    await expect(work).rejects.toMatchObject({
      code: 'JOURNAL_RUNTIME_UPDATE_LOG_INVALID',
      message: expect.not.stringContaining(TOKEN),
    });
  });

  it.each([
    ['no targets', [], {}, 'no list with at least one folder'],
    ['no list', 'a', {}, 'no list with at least one folder'],
    ['a target without a folder', [{ name: 'x' }, ''], {}, 'targets.1'],
    ['the same folder twice', ['a', './a'], {}, 'same folder'],
    ['an id that could be a path', ['a'], { id: '../x' }, 'id = "../x"'],
    ['an empty id', ['a'], { id: '' }, 'id = ""'],
    ['a secret as id', ['a'], { id: TOKEN }, 'looks like a secret'],
  ])('refuses %s before anything is written', async (_case, targets, more, part) => {
    const root = makeTemporaryFolder();
    const inRoot = Array.isArray(targets)
      ? targets.map((target) => (target === 'a' || target === './a' ? `${root}/${target}` : target))
      : targets;
    const work = fanOutUpdateLog(inRoot as never, INPUT, options(more));
    await expect(work).rejects.toMatchObject({
      code: 'JOURNAL_RUNTIME_FAN_OUT_INVALID',
      message: expect.stringContaining(part),
    });
    expect(readdirSync(root)).toEqual([]);
  });
});
