import { JournalFormatError } from '../errors.js';
import type { FrontmatterValue } from '../types.js';
import { findFrontmatter } from './find-frontmatter.js';
import { frontmatterValues } from './frontmatter-values.js';
import { isNoYaml } from './is-no-yaml.js';
import { readRawLines } from './read-raw-lines.js';
import { scanFlatBlock } from './scan-flat-block.js';

/**
 * The frontmatter of a log, without looking at its body and without a YAML reader: keys with a value on the same
 * line or a list of scalars below, and comments. That is what this journal writes, and most of what is edited by
 * hand. What it reads, it reads as YAML 1.2; but what the original programs wrote without quoting it, and no YAML
 * reader takes (`author: @me`), it reads as the text that stands there.
 *
 * @param text the log, or as much of its head as holds the frontmatter (4 KiB are enough for every log of ours)
 * @returns its keys and values in their order; `undefined` where there is no frontmatter, or where the head ends
 *   before it does
 * @throws {JOURNAL_FORMAT_FRONTMATTER_NOT_FLAT} where it is more than that, or no YAML at all; `readYamlFrontmatter`
 *   (`@opta/journal-format/yaml-frontmatter`) reads it then
 * @remarks Values of the logs' own keys are texts as they were written. Others have the type that YAML 1.2 gives
 *   them.
 * @example
 * ```ts
 * readFrontmatter('---\ndate: 2026-02-24\ntime: 18:47\n---\n'); // { date: '2026-02-24', time: '18:47' }
 * ```
 */
export function readFrontmatter(text: string): Record<string, FrontmatterValue> | undefined {
  const place = findFrontmatter(text);
  if (place === undefined) return undefined;
  const read = scanFlatBlock(place.yaml);
  if (read instanceof Map) return frontmatterValues(read);
  const raw = isNoYaml(read.line) ? readRawLines(place.yaml) : undefined;
  if (raw !== undefined) return frontmatterValues(raw);
  // The line of hyphens is the first of the log.
  const lineNumber = read.lineNumber + 1;
  const shown = read.line.slice(0, 200);
  throw new JournalFormatError(
    'JOURNAL_FORMAT_FRONTMATTER_NOT_FLAT',
    `Line ${lineNumber} of the log, ${JSON.stringify(shown)}, is neither key: value nor an item of a list. Write it so, or read it with readYamlFrontmatter of @opta/journal-format/yaml-frontmatter.`,
    { lineNumber, line: shown },
  );
}
