import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createSeededRandom } from 'test-kit';
import { expect, it, onTestFinished } from 'vitest';
import { indexPlace } from '../src/index/index-place.js';
import type { EngineConfig } from '../src/worker/engine-config.js';
import { IndexBuilder } from '../src/worker/index-builder.js';
import { SearchEngine } from '../src/worker/search-engine.js';
import { makeFolders } from './open-test-search.js';

const HOST = join(import.meta.dirname, 'hosts/killed-builder.ts');
const KILLS = 8;
const AT_ONCE = 2;

function startHost(config: EngineConfig, word: string): ChildProcess {
  const loader = import.meta.resolve('tsx');
  const words = ['--conditions=@opta/source', '--import', loader, HOST, JSON.stringify(config), word];
  return spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'inherit'] });
}

/** @returns after how many milliseconds it was killed */
async function killSoon(host: ChildProcess, waitMs: number): Promise<void> {
  await once(host.stdout as NodeJS.ReadableStream, 'data');
  await sleep(waitMs);
  const ended = once(host, 'exit');
  host.kill('SIGKILL');
  expect(await ended).toEqual([null, 'SIGKILL']);
}

it(`builders that are killed ${KILLS} times, several at once, never make an answer wrong and leave nothing`, async () => {
  const folders = makeFolders();
  const config: EngineConfig = {
    folders: { ...folders, timeZone: 'UTC' },
    cacheDir: folders.cacheDir,
    redaction: {},
    series: {},
  };
  const engine = new SearchEngine(config);
  const builder = new IndexBuilder(config, () => false);
  onTestFinished(() => {
    engine.close();
  });
  const namesOnDisk = (): string[] =>
    readdirSync(folders.sessionLogsDir).filter((name) => /^2.*\.md$/.test(name));
  let byIndex = 0;
  const checkAnswer = async (): Promise<void> => {
    const before = namesOnDisk();
    const { page } = await engine.search({
      text: 'needle -straw',
      limit: 10_000,
      order: 'time',
      kinds: ['session'],
      now: 0,
    });
    const after = new Set(namesOnDisk());
    const found = new Set(page.hits.map(({ fileName }) => fileName));
    expect(before.filter((name) => !found.has(name))).toEqual([]);
    expect([...found].filter((name) => !after.has(name))).toEqual([]);
    expect(page.notes.filter((note) => /cannot be used/.test(note))).toEqual([]);
    if (page.mode === 'index') byIndex += 1;
  };
  const random = createSeededRandom(20);
  let isOver = false;
  const reading = (async () => {
    while (!isOver) {
      await checkAnswer();
      await sleep(1);
    }
  })();
  for (let kill = 0; kill < KILLS; kill += AT_ONCE) {
    const hosts = Array.from({ length: AT_ONCE }, (_, index) => startHost(config, `k${kill + index}`));
    await Promise.all(hosts.map((host) => killSoon(host, random() * 300)));
  }
  isOver = true;
  await reading;
  expect(byIndex).toBeGreaterThan(KILLS);
  await expect.poll(async () => (await builder.build()).state, { timeout: 10_000 }).toBe('unchanged');
  await checkAnswer();
  const { path } = indexPlace(folders.cacheDir, config.folders, {});
  expect(readdirSync(dirname(path)).map((name) => join(dirname(path), name))).toEqual([path]);
}, 300_000);
