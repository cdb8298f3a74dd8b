import type { FrontmatterValue } from '../types.js';

/** One key of a frontmatter block. */
export interface FrontmatterEntry {
  value: FrontmatterValue;
  /** What is written there, if it is one scalar: `18:47`, and never 1127. */
  text: string | undefined;
  /** The same of each item, if it is a list of scalars. */
  texts: string[] | undefined;
}

export type FrontmatterEntries = Map<string, FrontmatterEntry>;

/** Most lists and maps in each other, the block itself among them. A property of ours has half as many. */
export const MAX_YAML_DEPTH = 32;
