import type { FrontmatterValue } from '@opta/journal-format';
import { originalOfCopy, parseNumberedName } from '@opta/journal-ids';
import type { JournalStore, UpdateLogEntry } from '@opta/journal-store';
import { PAGE_SIZE } from '../constants.js';

/** A file of the update folder that bears a number, live or archived. */
export interface NumberedLog {
  fileName: string;
  number: number;
  /** The digits of its name. */
  id: string;
  /** What follows them: `_2026-02-24_slug.md`. */
  rest: string;
  /** `YYYY-MM-DD`, from the name. */
  date?: string;
  /** The texts in its frontmatter. */
  frontmatter: { id?: string; date?: string; time?: string; uid?: string };
  /** Numbers that it bore before, as they are written there. */
  aliases: string[];
  readable: boolean;
  /** Why its frontmatter could not be read. */
  reason?: string;
  archived?: string;
}

/** Every file that bears a number, in no order. Conflict copies bear none. */
export async function listNumberedLogs(store: JournalStore): Promise<NumberedLog[]> {
  const entries: NumberedLog[] = [];
  const names = new Set<string>();
  let cursor: string | undefined;
  do {
    const page = await store.listUpdateLogs({ limit: PAGE_SIZE, includeOther: true, cursor });
    for (const entry of page.entries) {
      names.add(entry.fileName);
      const log = toNumberedLog(entry);
      if (log !== undefined) entries.push(log);
    }
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return entries.filter(({ fileName }) => originalOfCopy(fileName, names) === undefined);
}

function toNumberedLog(entry: UpdateLogEntry): NumberedLog | undefined {
  const { fileName, frontmatter, readable, reason, archived } = entry;
  const parsed = parseNumberedName(fileName);
  if (parsed === undefined) return undefined;
  const { id, rest } = splitName(fileName);
  return {
    fileName,
    number: parsed.number,
    id,
    rest,
    ...(parsed.date === undefined ? {} : { date: parsed.date }),
    frontmatter: textsOf(frontmatter),
    aliases: aliasesOf(frontmatter),
    readable,
    ...(reason === undefined ? {} : { reason }),
    ...(archived === undefined ? {} : { archived }),
  };
}

/** The number of a name as it is written, and what follows. */
export function splitName(fileName: string): { id: string; rest: string } {
  const id = /^\d+/.exec(fileName)?.[0] ?? '';
  return { id, rest: fileName.slice(id.length) };
}

function textsOf(frontmatter: Record<string, FrontmatterValue>): NumberedLog['frontmatter'] {
  const texts: NumberedLog['frontmatter'] = {};
  for (const key of ['id', 'date', 'time', 'uid'] as const) {
    const value = frontmatter[key];
    if (typeof value === 'string') texts[key] = value;
  }
  return texts;
}

/** Other programs put names into `aliases` too; only numbers are ours. */
function aliasesOf({ aliases }: Record<string, FrontmatterValue>): string[] {
  const values = Array.isArray(aliases) ? aliases : [aliases];
  return values.map(String).filter((text) => /^\d{1,15}$/.test(text));
}
