import type { FrontmatterEntries } from './frontmatter-entries.js';
import { readYaml } from './read-yaml.js';
import { scanFlatBlock } from './scan-flat-block.js';

/**
 * The keys of a frontmatter block, in their order. A flat block is read line by line, anything else goes through a
 * YAML reader, which takes a hundred times as long.
 *
 * @param yaml the text between the two lines of hyphens
 * @throws {JOURNAL_FORMAT_FRONTMATTER_INVALID} when no reading makes sense of it
 */
export function readFrontmatterEntries(yaml: string): FrontmatterEntries {
  const flat = scanFlatBlock(yaml);
  return flat instanceof Map ? flat : readYaml(yaml);
}
