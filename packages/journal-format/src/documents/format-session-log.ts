import { serializeMarkdown } from '../markdown/serialize-markdown.js';
import type { FormatOptions, SessionLog } from '../types.js';
import { buildSessionLogTree } from './build-session-log-tree.js';

/**
 * Formats a session log as markdown that ends in exactly one line ending.
 *
 * It is {@link buildSessionLogTree} and the serializer: the same log gives the same text, changing one
 * field changes only its lines, and no text can forge structure.
 *
 * @remarks What it does not check: see {@link buildSessionLogTree}.
 * @param log plain data; `parseSessionLog` (`@opta/journal-format/parse`) reads it back.
 * @param options `dialect`: `lmx` (default) as Opta LMX writes, `cli` as the Opta CLI does.
 * @example
 * ```ts
 * formatSessionLog({ date: '2026-02-24', summary: ['Served two models.'] });
 * // ---
 * // date: 2026-02-24
 * // ---
 * //
 * // ## Summary
 * // - Served two models.
 * ```
 */
export function formatSessionLog(log: SessionLog, options: FormatOptions = {}): string {
  return serializeMarkdown(buildSessionLogTree(log, options));
}
