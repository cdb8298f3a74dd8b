import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createFileAllocator } from '@opta/journal-ids';
import { logName, SERIES } from './numbers-folders.js';
import { ANY_DIGITS, scanAndIncrement } from './numbers-original.js';

export interface Limits {
  /** Whether every number was the one that comes next. */
  isRight: boolean;
  figure: string;
}

/** The numbers that come after 999 and after more than 130,000 logs, ours and those of the original way. */
export async function lookBeyondLimits(folder: string): Promise<Limits> {
  const small = join(folder, 'limits-999');
  const large = join(folder, 'limits-130000');
  makeLogs(small, 998, 999);
  makeLogs(large, 1, 130_001);
  const own = [...(await allocate(small, 3)), ...(await allocate(large, 2))];
  const original = [
    attempt(() => [0, 1, 2].map((index) => scanAndIncrement(small, `slug-${index}`))),
    attempt(() => [scanAndIncrement(large, 'slug', ANY_DIGITS)]),
  ];
  return {
    isRight: own.join() === '1000,1001,1002,130002,130003',
    figure: `${own.join(', ')} (the original way: ${original.join('; ')})`,
  };
}

function makeLogs(directory: string, from: number, to: number): void {
  mkdirSync(directory);
  for (let number = from; number <= to; number += 1) writeFileSync(join(directory, logName(number)), '');
}

async function allocate(directory: string, count: number): Promise<number[]> {
  const allocator = createFileAllocator({ directory, series: SERIES });
  const numbers: number[] = [];
  while (numbers.length < count) numbers.push((await allocator.allocate('standard')).number);
  await allocator.close();
  return numbers;
}

function attempt(give: () => number[]): string {
  try {
    return give().join(', ');
  } catch (error) {
    return `throws ${(error as Error).name}`;
  }
}
