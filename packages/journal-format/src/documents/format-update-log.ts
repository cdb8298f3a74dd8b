import { serializeMarkdown } from '../markdown/serialize-markdown.js';
import type { FormatOptions, UpdateLog } from '../types.js';
import { buildUpdateLogTree } from './build-update-log-tree.js';

/**
 * Formats an update log as markdown that ends in exactly one line ending.
 *
 * It is {@link buildUpdateLogTree} and the serializer: the same log gives the same text, changing one
 * field changes only its lines, and no text can forge structure.
 *
 * @remarks What it does not check: see {@link buildSessionLogTree}.
 * @param log plain data; `parseUpdateLog` (`@opta/journal-format/parse`) reads it back.
 * @param options `dialect`: `lmx` (default) as Opta LMX writes, `cli` as the Opta CLI does.
 * @example
 * ```ts
 * formatUpdateLog({ id: '007', summary: ['Loaded a model.'] });
 * // ---
 * // id: "007"
 * // ---
 * //
 * // ## Summary
 * // - Loaded a model.
 * ```
 */
export function formatUpdateLog(log: UpdateLog, options: FormatOptions = {}): string {
  return serializeMarkdown(buildUpdateLogTree(log, options));
}
