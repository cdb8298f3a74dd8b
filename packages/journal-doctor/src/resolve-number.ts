import { parseNumberedName } from '@opta/journal-ids';
import type { JournalStore } from '@opta/journal-store';
import { listNumberedLogs, type NumberedLog, splitName } from './folders/numbered-log.js';

/** A log to which a citation may point. */
export interface ResolvedNumber {
  fileName: string;
  number: number;
  /** `number`: it bears the number now. `alias`: it bore it before. */
  by: 'number' | 'alias';
  /** The month of the archive in which it is, `YYYY-MM`; absent for a live log. */
  archived?: string;
}

/**
 * Finds the log that a citation means, also after it got another number.
 *
 * @param store - The log folders.
 * @param citation - A number (`007`, `7` and `0007` mean the same), or the file name that a log has or had.
 * @returns All candidates, those that bear the number now first; empty where there is none. A number that two
 *   logs bore is ambiguous; a file name hardly ever is.
 * @throws {JOURNAL_STORE_IO} when the update folder cannot be read.
 *
 * @example
 * ```ts
 * const [log] = await resolveNumber(store, '007_2026-02-24_sync.md');
 * console.log(log?.fileName, log?.by); // 008_2026-02-24_sync.md alias
 * ```
 */
export async function resolveNumber(store: JournalStore, citation: string): Promise<ResolvedNumber[]> {
  const wanted = parseCitation(citation);
  if (wanted === undefined) return [];
  const { number, name } = wanted;
  const found: (ResolvedNumber & { isExact: boolean })[] = [];
  for (const log of await listNumberedLogs(store)) {
    if (name !== undefined && log.rest !== name.rest) continue;
    const alias = log.aliases.find((one) => Number(one) === number);
    if (log.number === number) found.push({ ...toResolved(log, 'number'), isExact: log.id === name?.id });
    else if (alias !== undefined) found.push({ ...toResolved(log, 'alias'), isExact: alias === name?.id });
  }
  // 007_x.md and 0007_x.md are two files that only their zeros tell apart.
  const exact = found.filter(({ isExact }) => isExact);
  return (exact.length > 0 ? exact : found)
    .map(({ isExact: _, ...resolved }) => resolved)
    .sort(byNumberThenName);
}

function parseCitation(
  citation: string,
): { number: number; name?: { id: string; rest: string } } | undefined {
  if (/^\d{1,15}$/.test(citation)) return { number: Number(citation) };
  const parsed = parseNumberedName(citation);
  return parsed && { number: parsed.number, name: splitName(citation) };
}

function toResolved({ fileName, number, archived }: NumberedLog, by: ResolvedNumber['by']): ResolvedNumber {
  return { fileName, number, by, ...(archived === undefined ? {} : { archived }) };
}

function byNumberThenName(a: ResolvedNumber, b: ResolvedNumber): number {
  if (a.by !== b.by) return a.by === 'number' ? -1 : 1;
  return a.fileName < b.fileName ? -1 : 1;
}
