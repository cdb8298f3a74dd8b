import type { Measured } from './measured.js';
import { EXISTING_LOGS } from './numbers-folders.js';
import { startNumbersWorker } from './numbers-workers.js';

export const FIRST = 'first claim of a new process';
export const READDIR = 'readdir of the folder';
export const OWN_FIRST = `allocate(), ${EXISTING_LOGS}`;

/** What a process pays before it knows the numbers of a folder, against listing that folder in a new process. */
export async function measureFirst(directory: string, rounds: number): Promise<Measured[]> {
  const candidates = [
    { name: READDIR, action: 'list' },
    { name: OWN_FIRST, action: 'claim' },
  ] as const;
  const measured = candidates.map(({ name }): Measured => ({ what: FIRST, name, values: [] }));
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, { action }] of candidates.entries()) {
      const worker = await startNumbersWorker();
      const { timesUs } = await worker.run({ action, directory, count: 1, slug: 'first' });
      await worker.close();
      measured[index]?.values.push(timesUs[0] as number);
    }
  }
  return measured;
}
