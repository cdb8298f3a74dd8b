import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSeededRandom, type SpawnedScript, spawnScript } from 'test-kit';
import type { Property } from '../property.js';

const ALLOCATOR = join(import.meta.dirname, '../hosts/allocator.ts');
const PROCESSES = 64;
const NUMBERS_EACH = 50;
const KILLED_SHARE = 0.3;

interface Given {
  number: number;
  claimedAt: number;
  fileName: string | undefined;
}

export const numbers: Property = {
  name: 'numbers',
  promise:
    'No number is given twice, and times rise with numbers, while processes die and logs are moved away',
  shortRounds: 1,
  longRounds: 20,
  async run(rounds) {
    let given = 0;
    let killed = 0;
    // The short form has fewer processes, as it runs beside other tests.
    const processes = rounds === 1 ? 8 : PROCESSES;
    for (let round = 1; round <= rounds; round += 1) {
      const result = await runOnce(processes, createSeededRandom(round));
      given += result.given;
      killed += result.killed;
    }
    return { runs: rounds, processes, killed, numbersGiven: given, duplicates: 0, lost: 0 };
  },
};

async function runOnce(processes: number, random: () => number): Promise<{ given: number; killed: number }> {
  const folder = mkdtempSync(join(tmpdir(), 'numbers-'));
  const archive = join(folder, 'archive');
  mkdirSync(archive);
  try {
    const scripts = Array.from({ length: processes }, (_, index) =>
      spawnScript(ALLOCATOR, [folder, `process-${index}`, String(NUMBERS_EACH)]),
    );
    const doomed = scripts.slice(0, Math.round(processes * KILLED_SHARE));
    for (const script of doomed) killAfter(script, 1 + Math.floor(random() * (NUMBERS_EACH - 1)));
    let isRunning = true;
    const ended = Promise.all(scripts.map(({ ended: end }) => end)).finally(() => {
      isRunning = false;
    });
    while (isRunning) {
      moveSomeAway(folder, archive, random);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    for (const { code, signal, stderr } of await ended) {
      if (code !== 0 && signal !== 'SIGKILL') throw new Error(`a process ended with ${code}: ${stderr}`);
    }
    const given = scripts.flatMap(({ lines }) => lines.map((line): Given => JSON.parse(line)));
    assertOnce(given);
    assertRising(given);
    assertThere(given, [...readdirSync(folder), ...readdirSync(archive)]);
    return { given: new Set(given.map(({ number }) => number)).size, killed: doomed.length };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function killAfter(script: SpawnedScript, count: number): void {
  script.child.stdout?.on('data', () => {
    if (script.lines.length >= count) script.child.kill('SIGKILL');
  });
}

/** What an archive does: the numbers of the logs must not become free by it. */
function moveSomeAway(folder: string, archive: string, random: () => number): void {
  for (const name of readdirSync(folder)) {
    if (/^\d+_.*\.md$/.test(name) && random() < 0.2) renameSync(join(folder, name), join(archive, name));
  }
}

function assertOnce(given: readonly Given[]): void {
  const claims = given.filter(({ fileName }) => fileName === undefined).map(({ number }) => number);
  const twice = claims.find((number, index) => claims.indexOf(number) !== index);
  if (twice !== undefined) throw new Error(`number ${twice} was given twice`);
}

function assertRising(given: readonly Given[]): void {
  const sorted = [...given].sort((a, b) => a.number - b.number);
  sorted.forEach(({ number, claimedAt }, index) => {
    const before = sorted[index - 1];
    if (before !== undefined && claimedAt < before.claimedAt) {
      throw new Error(`number ${number} has an earlier time than ${before.number}`);
    }
  });
}

function assertThere(given: readonly Given[], names: readonly string[]): void {
  const there = new Set(names);
  const lost = given.find(({ fileName }) => fileName !== undefined && !there.has(fileName));
  if (lost !== undefined) throw new Error(`${lost.fileName} was published and is gone`);
}
