export const FORMATTING = 'formatting only (`.`)';
export const FRONTMATTER = 'frontmatter only (`./frontmatter`)';
const ANY_YAML = 'frontmatter of any YAML (`./yaml-frontmatter`)';
export const WHOLE = 'the whole formatter (`.`, `./parse`, `./schema`, `./frontmatter`)';

/** What each candidate's user imports, the remark stack last. Paths are resolved from the bench folder. */
export const ENTRIES: { name: string; code: string }[] = [
  { name: 'nothing', code: 'export {};' },
  {
    name: FORMATTING,
    code: `export { formatSessionLog, formatUpdateLog } from '@opta/journal-format';`,
  },
  {
    name: FRONTMATTER,
    code: `export { readFrontmatter } from '@opta/journal-format/frontmatter';`,
  },
  {
    name: ANY_YAML,
    code: `export { readYamlFrontmatter } from '@opta/journal-format/yaml-frontmatter';`,
  },
  {
    name: WHOLE,
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
