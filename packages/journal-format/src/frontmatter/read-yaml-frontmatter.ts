import { JournalFormatError } from '../errors.js';
import type { FrontmatterValue } from '../types.js';
import { findFrontmatter } from './find-frontmatter.js';
import { frontmatterValues } from './frontmatter-values.js';
import { readFrontmatterEntries } from './read-frontmatter-entries.js';

/**
 * The frontmatter of a log whatever YAML it is, without looking at its body: as `readFrontmatter`
 * (`@opta/journal-format/frontmatter`), and with a YAML reader for all that is more than that reads. What the
 * original Opta CLI wrote without quoting it (`author: @me`) is read as the text that stands there.
 *
 * @param text the log, or as much of its head as holds the frontmatter (4 KiB are enough for every log of ours)
 * @returns its keys and values in their order; `undefined` where there is no frontmatter, where the head ends
 *   before it does, or where it cannot be read, which goes for more than 16 aliases or 32 levels too
 * @remarks Values of the logs' own keys are texts as they were written. Others have the type that YAML 1.2 gives
 *   them.
 * @example
 * ```ts
 * readYamlFrontmatter('---\nreview:\n  by: ann\n  text: |\n    one\n    two\n---\n');
 * // { review: { by: 'ann', text: 'one\ntwo\n' } }
 * ```
 */
export function readYamlFrontmatter(text: string): Record<string, FrontmatterValue> | undefined {
  const place = findFrontmatter(text);
  if (place === undefined) return undefined;
  try {
    return frontmatterValues(readFrontmatterEntries(place.yaml));
  } catch (error) {
    if (error instanceof JournalFormatError) return undefined;
    throw error;
  }
}
