// A process of its own that numbers update logs when it is told to, and says how long each number took.
import { readdirSync } from 'node:fs';
import { createFileAllocator } from '@opta/journal-ids';
import { SERIES } from './numbers-folders.js';
import { scanAndIncrement } from './numbers-original.js';

export interface NumbersTask {
  action: 'claim' | 'original' | 'list';
  directory: string;
  count: number;
  /** Different in each process. */
  slug: string;
}

export interface NumbersAnswer {
  numbers: number[];
  /** Microseconds of each number, in their order. */
  timesUs: number[];
}

process.on('message', async (task: NumbersTask) => {
  process.send?.(await run(task));
});
process.send?.('ready');

async function run({ action, directory, count, slug }: NumbersTask): Promise<NumbersAnswer> {
  if (action === 'list') return repeat(count, () => readdirSync(directory).length);
  if (action === 'original') return repeat(count, (index) => scanAndIncrement(directory, `${slug}-${index}`));
  const allocator = createFileAllocator({ directory, series: SERIES });
  try {
    return await repeat(count, async () => (await allocator.allocate('standard')).number);
  } finally {
    await allocator.close();
  }
}

async function repeat(
  count: number,
  give: (index: number) => number | Promise<number>,
): Promise<NumbersAnswer> {
  const answer: NumbersAnswer = { numbers: [], timesUs: [] };
  for (let index = 0; index < count; index += 1) {
    const begin = performance.now();
    answer.numbers.push(await give(index));
    answer.timesUs.push((performance.now() - begin) * 1_000);
  }
  return answer;
}
