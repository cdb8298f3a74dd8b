import {
  buildSessionLogTree,
  buildUpdateLogTree,
  type SessionLog,
  type UpdateLog,
} from '@opta/journal-format';
import { type ParseResult, safeParseSessionLog, safeParseUpdateLog } from '@opta/journal-format/parse';
import { MAX_PARSE_MS } from '../constants.js';
import { runWithin, TimeLimitError } from './run-within.js';

export type ParsedLog =
  | { ok: true; log: SessionLog | UpdateLog; tree: ReturnType<typeof buildSessionLogTree> }
  | { ok: false; reason: string };

/** The data of a log and its tree, unless it is no log or takes too long to be parsed. */
export function parseLog({ text, kind }: { text: string; kind: 'session' | 'update' }): ParsedLog {
  try {
    return runWithin(MAX_PARSE_MS, () =>
      kind === 'session'
        ? withTree(safeParseSessionLog(text), buildSessionLogTree)
        : withTree(safeParseUpdateLog(text), buildUpdateLogTree),
    );
  } catch (error) {
    if (!(error instanceof TimeLimitError)) throw error;
    return { ok: false, reason: 'Parsing this log takes too long.' };
  }
}

function withTree<Log extends SessionLog | UpdateLog>(
  parsed: ParseResult<Log>,
  buildTree: (log: Log) => ReturnType<typeof buildSessionLogTree>,
): ParsedLog {
  if (!parsed.ok) return { ok: false, reason: parsed.error.message };
  return { ok: true, log: parsed.log, tree: buildTree(parsed.log) };
}
