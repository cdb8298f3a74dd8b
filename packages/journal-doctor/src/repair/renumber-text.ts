import { type Dialect, formatUpdateLog, JournalFormatError, type UpdateLog } from '@opta/journal-format';
import { detectDialect, safeParseUpdateLog } from '@opta/journal-format/parse';
import { readYamlFrontmatter } from '@opta/journal-format/yaml-frontmatter';
import { editFrontmatter } from './edit-frontmatter.js';

export interface NewNumber {
  /** The id that the log gets. */
  id: string;
  /** The one that it gives up. */
  alias?: string;
}

/**
 * The text of a log with another number: its `id` is the new one, and the old ones stand in `aliases`. Nothing
 * else changes by a byte. The same input always gives the same text, so that an interrupted repair knows its own
 * work again.
 *
 * @returns undefined where that cannot be done without changing something else
 */
export function renumberText(text: string, { id, alias }: NewNumber): string | undefined {
  const frontmatter = readYamlFrontmatter(text);
  const former = [alias, frontmatterNumber(frontmatter?.id)].filter((one) => one !== undefined);
  const added = former.filter(
    (one, index) =>
      Number(one) !== Number(id) && former.findIndex((other) => Number(other) === Number(one)) === index,
  );
  return formatAnew(text, id, added) ?? editFrontmatter(text, id, added);
}

function frontmatterNumber(id: unknown): string | undefined {
  return typeof id === 'string' && /^\d{1,15}$/.test(id) ? id : undefined;
}

/** Through parser and formatter, where they give the whole document back byte for byte. */
function formatAnew(text: string, id: string, added: readonly string[]): string | undefined {
  const parsed = safeParseUpdateLog(text);
  if (!parsed.ok) return undefined;
  const dialect = detectDialect(text);
  if (tryFormat(parsed.log, dialect) !== text) return undefined;
  const aliases = [...(parsed.log.aliases ?? [])];
  aliases.push(...added.filter((one) => !aliases.includes(one)));
  return tryFormat({ ...parsed.log, id, ...(aliases.length === 0 ? {} : { aliases }) }, dialect);
}

function tryFormat(log: UpdateLog, dialect: Dialect): string | undefined {
  try {
    return formatUpdateLog(log, { dialect });
  } catch (error) {
    // What cannot be formatted is edited line by line.
    if (error instanceof JournalFormatError) return undefined;
    throw error;
  }
}
