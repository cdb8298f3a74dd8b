import {
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { createSeededRandom } from 'test-kit';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { indexPlace } from '../src/index/index-place.js';
import { indexScrubber } from '../src/index-scrubber.js';
import type { EngineConfig } from '../src/worker/engine-config.js';
import { IndexBuilder } from '../src/worker/index-builder.js';
import { SearchEngine } from '../src/worker/search-engine.js';
import { makeFolders, storeOf, type TestFolders } from './open-test-search.js';

const LOGS = 20;
const NAMES = Array.from({ length: LOGS }, (_, index) => `2026-02-24-13${10 + index}-studio-a.md`).reverse();

/** A store of some logs with an index, searched and built in this thread. */
async function indexedStore() {
  const folders = makeFolders();
  for (const name of NAMES)
    writeFileSync(join(folders.sessionLogsDir, name), `# Log\n\nthe needle of ${name}\n`);
  const config: EngineConfig = {
    folders: { ...folders, timeZone: 'UTC' },
    cacheDir: folders.cacheDir,
    redaction: {},
    series: {},
  };
  const builder = new IndexBuilder(config, () => false);
  const engine = new SearchEngine(config);
  onTestFinished(() => {
    engine.close();
  });
  await settle(builder);
  return { folders, builder, engine, path: indexPlace(config.cacheDir, config.folders, {}).path };
}

/** Builds until nothing is left, also what was changed a moment ago. */
async function settle(builder: IndexBuilder): Promise<void> {
  await expect.poll(async () => (await builder.build()).state, { timeout: 10_000 }).toBe('unchanged');
}

async function search(engine: SearchEngine, text = 'needle') {
  const { page } = await engine.search({
    text,
    limit: 100,
    order: 'time',
    kinds: ['session', 'update', 'event'],
    now: 0,
  });
  return { names: page.hits.map(({ fileName }) => fileName), mode: page.mode, notes: page.notes };
}

const filesIn = ({ cacheDir }: TestFolders): string[] =>
  readdirSync(cacheDir, { recursive: true, encoding: 'utf8' }).filter(
    (name) => !statSync(join(cacheDir, name)).isDirectory(),
  );

const random = createSeededRandom(7);
const DAMAGES: [string, (path: string) => void][] = [
  ['is gone', (path) => rmSync(path)],
  ['is gone with its folder', (path) => rmSync(join(path, '..'), { recursive: true })],
  ['is empty', (path) => truncateSync(path)],
  ['is of another program', (path) => writeFileSync(path, 'SQLite format 3\0 or not')],
  ['is a folder', replaceByFolder],
  ...Array.from({ length: 12 }, (): [string, (path: string) => void] => {
    const share = random();
    return [
      `is cut at ${share.toFixed(3)} of its length`,
      (path) => truncateSync(path, Math.floor(share * statSync(path).size)),
    ];
  }),
  ...Array.from({ length: 24 }, (): [string, (path: string) => void] => {
    const share = random();
    return [`has another byte at ${share.toFixed(3)} of its length`, (path) => flipByte(path, share)];
  }),
];

function replaceByFolder(path: string): void {
  rmSync(path);
  mkdirSync(path);
}

function flipByte(path: string, share: number): void {
  const bytes = readFileSync(path);
  const at = Math.floor(share * bytes.length);
  bytes[at] = (bytes[at] ?? 0) ^ (1 << Math.floor(share * 8));
  const { atime, mtime } = statSync(path);
  writeFileSync(path, bytes);
  utimesSync(path, atime, mtime);
}

describe('an index that', () => {
  it.each(DAMAGES)('%s is not used; every answer is right, and it is built anew', async (_, damage) => {
    const { engine, builder, path } = await indexedStore();
    expect(await search(engine)).toEqual({ names: NAMES, mode: 'index', notes: [] });
    damage(path);
    const scanned = await search(engine);
    expect(scanned).toMatchObject({ names: NAMES, mode: 'scan' });
    expect(scanned.notes).toEqual([expect.stringMatching(/index.*every log was read/)]);
    await settle(builder);
    expect(await search(engine)).toEqual({ names: NAMES, mode: 'index', notes: [] });
  });

  it('turns out to be damaged while it is read is thrown away, and the page found by reading every log', async () => {
    const { engine, folders } = await indexedStore();
    await search(engine);
    // The library takes its lock there.
    rmSync(folders.cacheDir, { recursive: true });
    expect(await search(engine)).toMatchObject({ names: NAMES, mode: 'scan' });
  });

  it('is older than the logs is made up for by reading what has changed', async () => {
    const { engine, folders, path } = await indexedStore();
    copyFileSync(path, `${path}.old`);
    const [first = '', second = '', third = ''] = NAMES;
    writeFileSync(join(folders.sessionLogsDir, first), '# Log\n\nnothing here\n');
    rmSync(join(folders.sessionLogsDir, second));
    writeFileSync(join(folders.sessionLogsDir, '2026-02-25-0000-studio-new.md'), 'another needle\n');
    expect(await search(engine)).toEqual({
      names: ['2026-02-25-0000-studio-new.md', third, ...NAMES.slice(3)],
      mode: 'index',
      notes: [],
    });
    expect((await search(engine, '"nothing here"')).names).toEqual([first]);
  });
});

it('an edit that keeps size and time of a log is seen', async () => {
  const { engine, builder, folders } = await indexedStore();
  const path = join(folders.sessionLogsDir, NAMES[0] as string);
  const { atime, mtime } = statSync(path);
  writeFileSync(path, readFileSync(path, 'utf8').replace('needle', 'noodle'));
  utimesSync(path, atime, mtime);
  expect((await search(engine)).names).toEqual(NAMES.slice(1));
  await settle(builder);
  expect((await search(engine, 'noodle')).names).toEqual(NAMES.slice(0, 1));
});

it('a log that was changed in the moment before it is read is read again, until a change must show', async () => {
  const { builder, folders } = await indexedStore();
  const path = join(folders.sessionLogsDir, NAMES[0] as string);
  writeFileSync(path, 'needle changed\n');
  const changedAt = statSync(path).ctimeMs;
  const now = vi.spyOn(Date, 'now').mockReturnValue(changedAt + 10);
  onTestFinished(() => now.mockRestore());
  expect((await builder.build()).state).toBe('built');
  expect((await builder.build()).state).toBe('built');
  now.mockReturnValue(changedAt + 60);
  expect((await builder.build()).state).toBe('built');
  expect((await builder.build()).state).toBe('unchanged');
});

it('files that processes have left are removed, those of living ones are not', async () => {
  const { builder, folders, path } = await indexedStore();
  const directory = join(path, '..');
  const dead = join(directory, '.build-99999999-x');
  const old = join(directory, `.read-${process.pid}-old`);
  const living = join(directory, `.read-${process.ppid}-new`);
  for (const file of [dead, old, living]) writeFileSync(file, '');
  mkdirSync(`${dead}.lock`);
  utimesSync(old, 0, 0);
  writeFileSync(join(folders.sessionLogsDir, NAMES[0] as string), 'changed');
  await builder.build();
  expect(readdirSync(directory).filter((name) => name.startsWith('.'))).toEqual([
    `.read-${process.ppid}-new`,
  ]);
});

it('a scrub throws the index away, and what is open goes on without', async () => {
  const { engine, builder, folders } = await indexedStore();
  await search(engine);
  expect(await indexScrubber(storeOf(folders), { cacheDir: folders.cacheDir }).scrub()).toBe(1);
  expect(filesIn(folders)).toEqual([]);
  expect(await search(engine)).toMatchObject({ names: NAMES, mode: 'scan' });
  await settle(builder);
  expect(await search(engine)).toMatchObject({ names: NAMES, mode: 'index' });
});

it('a generation on which somebody else has acted meanwhile is dropped', async () => {
  const { folders, path } = await indexedStore();
  let asked = 0;
  const config = {
    folders: { ...folders, timeZone: 'UTC' },
    cacheDir: folders.cacheDir,
    redaction: {},
    series: {},
  };
  // Asked before it begins, and before every log: the index is thrown away in the midst of the work.
  const builder = new IndexBuilder(config, () => {
    asked += 1;
    if (asked === 2) rmSync(path);
    return false;
  });
  writeFileSync(join(folders.sessionLogsDir, NAMES[0] as string), 'changed\n');
  expect((await builder.build()).state).toBe('elsewhere');
  expect(filesIn(folders)).toEqual([]);
});

it('a builder that is to stop before it has begun claims nothing, and changes nothing', async () => {
  const { folders, path } = await indexedStore();
  const config = {
    folders: { ...folders, timeZone: 'UTC' },
    cacheDir: folders.cacheDir,
    redaction: {},
    series: {},
  };
  const before = statSync(path).ino;
  writeFileSync(join(folders.sessionLogsDir, NAMES[0] as string), 'changed\n');
  const builder = new IndexBuilder(config, () => true);
  expect((await builder.build()).state).toBe('elsewhere');
  expect(statSync(path).ino).toBe(before);
});

it.each([
  ['was left empty by a builder that was killed in the midst of it', '', 2_000],
  ['is of a process that has ended', '99999999', 0],
  ['is older than any generation takes', `${process.ppid}`, 120_000],
])('a claim that %s does not count', async (_, content, ageMs) => {
  const { builder, folders, path } = await indexedStore();
  const claim = join(path, '../.building');
  writeFileSync(claim, content);
  const at = (Date.now() - ageMs) / 1_000;
  utimesSync(claim, at, at);
  writeFileSync(join(folders.sessionLogsDir, NAMES[0] as string), 'changed\n');
  expect((await builder.build()).state).toBe('built');
});

it('a claim of a living process counts, also before its number is in it', async () => {
  const { builder, folders, path } = await indexedStore();
  writeFileSync(join(folders.sessionLogsDir, NAMES[0] as string), 'changed\n');
  for (const content of ['', `${process.ppid}`]) {
    writeFileSync(join(path, '../.building'), content);
    expect((await builder.build()).state).toBe('elsewhere');
  }
});

it('an index is as good as new where a file that is no log has changed, and says so', async () => {
  const { builder, folders, path } = await indexedStore();
  const before = statSync(path).ino;
  writeFileSync(join(folders.sessionLogsDir, '2026 notes.md'), 'no log\n');
  expect(await builder.build(7)).toMatchObject({ state: 'unchanged', isComplete: true, listedBy: 7 });
  const relabelled = statSync(path).ino;
  expect(relabelled).not.toBe(before);
  expect(await builder.build(8)).toMatchObject({ state: 'unchanged', isComplete: true, listedBy: 8 });
  expect(statSync(path).ino).toBe(relabelled);
});

describe('what a generation has left', () => {
  /** A builder that has put half of the logs into an index. */
  async function halfBuilt() {
    const { folders, path, engine } = await indexedStore();
    rmSync(path);
    const config = {
      folders: { ...folders, timeZone: 'UTC' },
      cacheDir: folders.cacheDir,
      redaction: {},
      series: {},
    };
    let asked = 0;
    let isStopped = true;
    const builder = new IndexBuilder(config, () => {
      asked += 1;
      return isStopped && asked > LOGS / 2;
    });
    expect(await builder.build(1)).toMatchObject({ state: 'built', isComplete: false });
    isStopped = false;
    const other = new IndexBuilder(config, () => false);
    return { folders, path, engine, builder, other };
  }

  it('is brought into the next one, which has what was listed for the first', async () => {
    const { builder, engine, folders } = await halfBuilt();
    writeFileSync(join(folders.sessionLogsDir, '2026-02-25-0000-studio-new.md'), 'another needle\n');
    expect(await builder.build(2)).toMatchObject({ state: 'built', isComplete: true, listedBy: 1 });
    await settle(builder);
    expect(await search(engine)).toEqual({
      names: ['2026-02-25-0000-studio-new.md', ...NAMES],
      mode: 'index',
      notes: [],
    });
  });

  it.each<[string, (path: string, other: IndexBuilder) => unknown]>([
    ['is gone', (path) => rmSync(path)],
    ['is damaged', (path) => flipByte(path, 0.5)],
    ['was built further by somebody else', (_, other) => settle(other)],
  ])('is found out anew where the index %s meanwhile', async (_, change) => {
    const { builder, engine, path, other } = await halfBuilt();
    await change(path, other);
    await builder.build(2);
    await settle(builder);
    expect(await search(engine)).toEqual({ names: NAMES, mode: 'index', notes: [] });
  });
});
