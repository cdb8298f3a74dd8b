import { join } from 'node:path';
import type { Measured } from './measured.js';
import type { NumbersAnswer } from './numbers-probe.js';
import { type NumbersWorker, startNumbersWorker } from './numbers-workers.js';

export const PROCESSES = 8;
export const RUNS = 10;
export const TOGETHER = `longest wait of ${PROCESSES} processes`;
export const OWN = 'allocate()';
export const SCAN = 'the original way';
/** Numbers that each process asks for. */
const COUNT = 40;

export interface Contention {
  /** One value a run. */
  waits: Measured[];
  /** By name of the candidate: how many numbers were given more than once, in all runs. */
  duplicates: Record<string, number>;
}

/** Processes that ask for numbers of one folder at the same time, each run in a new folder. */
export async function measureProcesses(folder: string): Promise<Contention> {
  const workers = await Promise.all(Array.from({ length: PROCESSES }, () => startNumbersWorker()));
  const candidates = [
    { name: SCAN, action: 'original' },
    { name: OWN, action: 'claim' },
  ] as const;
  const waits = candidates.map(({ name }): Measured => ({ what: TOGETHER, name, values: [] }));
  const duplicates: Record<string, number> = { [SCAN]: 0, [OWN]: 0 };
  try {
    for (let run = 0; run < RUNS; run += 1) {
      for (const [index, { name, action }] of candidates.entries()) {
        const answers = await runTogether(workers, join(folder, `${action}-${run}`), action);
        const numbers = answers.flatMap((answer) => answer.numbers);
        duplicates[name] = (duplicates[name] ?? 0) + numbers.length - new Set(numbers).size;
        waits[index]?.values.push(Math.max(...answers.flatMap(({ timesUs }) => timesUs)));
      }
    }
  } finally {
    await Promise.all(workers.map((worker) => worker.close()));
  }
  return { waits, duplicates };
}

function runTogether(
  workers: readonly NumbersWorker[],
  directory: string,
  action: 'claim' | 'original',
): Promise<NumbersAnswer[]> {
  return Promise.all(
    workers.map((worker, index) => worker.run({ action, directory, count: COUNT, slug: `process-${index}` })),
  );
}
