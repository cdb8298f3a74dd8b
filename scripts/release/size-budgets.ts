import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PackageSize } from './package-sizes.js';

export interface EntryBudget {
  name: string;
  /** What is bundled for a browser. */
  code: string;
  gzipBytes: number;
}

/** The most that each package, and each way to import the formatter, may weigh. */
export const SIZE_BUDGETS: { packages: Record<string, PackageSize>; entries: EntryBudget[] } = JSON.parse(
  readFileSync(join(import.meta.dirname, 'size-budgets.json'), 'utf8'),
);
