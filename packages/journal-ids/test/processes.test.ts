import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createFileAllocator, defineSeries } from '@opta/journal-ids';
import { describe, expect, it } from 'vitest';
import { type AllocatingProcess, type GivenNumber, spawnAllocatingProcess } from './allocating-process.js';
import { makeUpdateFolder, readLastNumbersFile } from './new-folder.js';

const series = defineSeries({
  standard: {
    ranges: [
      [1, 199],
      [1000, 9999],
    ],
  },
  promotion: { ranges: [[200, 999]] },
});

/** Starts all of them at one moment and merges what they printed, in the order of the numbers. */
async function runTogether(processes: AllocatingProcess[]): Promise<GivenNumber[]> {
  await Promise.all(processes.map(({ ready }) => ready));
  for (const one of processes) one.start();
  const traces = await Promise.all(processes.map(({ ended }) => ended));
  return traces.flat().sort((a, b) => a.number - b.number);
}

function expectRisingTimes(trace: readonly GivenNumber[]): void {
  const times = trace.map(({ claimedAt }) => claimedAt);
  expect(times).toEqual([...times].sort((a, b) => a - b));
}

function numbersOfFiles(directory: string): number[] {
  return readdirSync(directory)
    .filter((name) => /^\d+_.*\.md$/.test(name))
    .map((name) => Number.parseInt(name, 10))
    .sort((a, b) => a - b);
}

describe('eight processes with forty updates each', () => {
  it.each([1, 2, 3])(
    'give 320 files with 320 numbers, and times that rise with them (run %i)',
    async () => {
      const directory = makeUpdateFolder();
      const trace = await runTogether(
        Array.from({ length: 8 }, (_, index) =>
          spawnAllocatingProcess([directory, `process-${index}`, '40', 'standard']),
        ),
      );
      const expected = [
        ...Array.from({ length: 199 }, (_, index) => index + 1),
        ...Array.from({ length: 121 }, (_, index) => index + 1000),
      ];
      expect(trace.map(({ number }) => number)).toEqual(expected);
      expect(numbersOfFiles(directory)).toEqual(expected);
      expect(new Set(trace.map(({ uid }) => uid)).size).toBe(320);
      expectRisingTimes(trace);
      const allocator = createFileAllocator({ directory, series });
      const [standard] = await allocator.inspect();
      expect(standard).toMatchObject({
        next: 1121,
        open: [],
        abandoned: [],
        gaps: [],
        duplicates: [],
        problems: [],
      });
      expect(standard?.completed).toHaveLength(320);
      expect(readLastNumbersFile(directory)).toMatch(/^standard 199 /m);
      expect(readLastNumbersFile(directory)).toMatch(/^standard 1120 /m);
      expect(readdirSync(join(directory, '.opta-journal/tmp'))).toEqual([]);
    },
    120_000,
  );

  it('step over foreign files that arrive meanwhile', async () => {
    const directory = makeUpdateFolder();
    const processes = Array.from({ length: 3 }, (_, index) =>
      spawnAllocatingProcess([directory, `process-${index}`, '20', 'promotion']),
    );
    const running = runTogether(processes);
    let isRunning = true;
    const ended = running.finally(() => {
      isRunning = false;
    });
    // A foreign program takes numbers well ahead of those that are being given.
    const foreign: number[] = [];
    while (isRunning && foreign.length < 5) {
      const highest = Math.max(199, ...numbersOfFiles(directory));
      const number = highest + 20;
      writeFileSync(join(directory, `${number}_foreign.md`), '', { flag: 'wx' });
      foreign.push(number);
      await Promise.race([ended, waitForFileAbove(directory, number)]);
    }
    const trace = await ended;
    expect(trace).toHaveLength(60);
    const numbers = trace.map(({ number }) => number);
    expect(new Set([...numbers, ...foreign]).size).toBe(60 + foreign.length);
    expectRisingTimes(trace);
  }, 120_000);
});

/** Resolves when a log with a higher number was published. */
async function waitForFileAbove(directory: string, number: number): Promise<void> {
  while (Math.max(...numbersOfFiles(directory)) <= number) {
    await new Promise((resolve) => setImmediate(resolve));
  }
}

describe('fifty processes that are killed while they allocate', () => {
  it('leave no number that is given again, and every gap explained by a claim', async () => {
    const directory = makeUpdateFolder();
    const trace: GivenNumber[] = [];
    for (let round = 0; round < 10; round += 1) {
      const processes = Array.from({ length: 5 }, (_, index) =>
        spawnAllocatingProcess([directory, `process-${round}-${index}`, '1000', 'standard']),
      );
      // After one to five numbers: somewhere in the steps of the next one.
      for (const [index, one] of processes.entries()) one.killAfter(1 + ((round + index) % 5));
      trace.push(...(await runTogether(processes)));
    }
    const numbers = trace.map(({ number }) => number);
    expect(numbers.length).toBeGreaterThanOrEqual(50);
    expect(new Set(numbers).size).toBe(numbers.length);
    expectRisingTimes([...trace].sort((a, b) => a.number - b.number));
    const files = numbersOfFiles(directory);
    expect(new Set(files).size).toBe(files.length);

    const allocator = createFileAllocator({ directory, series });
    const next = await allocator.allocate('standard');
    const [standard] = await allocator.inspect();
    expect(next.number).toBeGreaterThan(Math.max(...numbers));
    expect(standard?.gaps).toEqual([]);
    expect(standard?.duplicates).toEqual([]);
    expect(standard?.claimed).toEqual(expect.arrayContaining(numbers));
    for (const { fileName } of standard?.completed ?? []) {
      expect(readFileSync(join(directory, fileName), 'utf8')).toMatch(/^# process-\d+-\d+ \d+\n$/);
    }
  }, 180_000);
});
