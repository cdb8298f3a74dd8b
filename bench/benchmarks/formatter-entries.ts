/** What each candidate's user imports. Paths are resolved from the bench folder. */
export const ENTRIES: { name: string; code: string }[] = [
  { name: 'nothing', code: 'export {};' },
  {
    name: 'formatting only (`.`)',
    code: `export { formatSessionLog, formatUpdateLog } from '@opta/journal-format';`,
  },
  {
    name: 'frontmatter only (`./frontmatter`)',
    code: `export { readFrontmatter } from '@opta/journal-format/frontmatter';`,
  },
  {
    name: 'the whole formatter (`.`, `./parse`, `./schema`, `./frontmatter`)',
    code: `export * as format from '@opta/journal-format';
export * as parse from '@opta/journal-format/parse';
export * as schema from '@opta/journal-format/schema';
export * as frontmatter from '@opta/journal-format/frontmatter';`,
  },
  {
    name: 'full remark stack (remark, remark-gfm, remark-frontmatter, yaml)',
    code: `export { remark } from 'remark';
export { default as remarkGfm } from 'remark-gfm';
export { default as remarkFrontmatter } from 'remark-frontmatter';
export * as yaml from 'yaml';`,
  },
];
