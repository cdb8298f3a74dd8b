import { packageSize } from './package-sizes.js';
import { SIZE_BUDGETS } from './size-budgets.js';

/** Names every package that weighs more than it may, or that has no budget. */
export function findSizeProblems(tarballs: ReadonlyMap<string, string>): string[] {
  return [...tarballs].flatMap(([name, tarball]) => {
    const { packedBytes, unpackedBytes } = packageSize(tarball);
    const budget = SIZE_BUDGETS.packages[name] ?? { packedBytes: 0, unpackedBytes: 0 };
    if (packedBytes <= budget.packedBytes && unpackedBytes <= budget.unpackedBytes) return [];
    return [
      `${name} has ${packedBytes} bytes packed and ${unpackedBytes} unpacked, may have ${budget.packedBytes} and ${budget.unpackedBytes}`,
    ];
  });
}
