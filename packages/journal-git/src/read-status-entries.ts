import { splitFields } from './split-fields.js';

/** One path of `git status --porcelain=v2`. */
export type StatusEntry =
  | { kind: 'untracked'; path: string }
  /** Two letters of a merge conflict, `UU`, `AU`, … */
  | { kind: 'conflict'; path: string; sides: string }
  /** Letters for commit → index and index → work tree, `.` for no change. */
  | { kind: 'tracked'; path: string; index: string; workTree: string; from?: string };

/** Columns before the path in lines of each kind. */
const COLUMNS_BEFORE_PATH: Record<string, number> = { '1': 8, '2': 9, u: 10, '?': 1 };

/** The paths of a status. Headers, ignored files and lines of an unknown kind are passed over. */
export function* readStatusEntries(output: Uint8Array | string): Generator<StatusEntry> {
  const fields = splitFields(output).values();
  for (const line of fields) {
    const kind = line.charAt(0);
    const path = textAfterColumns(line, COLUMNS_BEFORE_PATH[kind]);
    // The name before a rename is a field of its own.
    const from = kind === '2' ? fields.next().value : undefined;
    if (path === undefined || (kind === '2' && from === undefined)) continue;
    if (kind === '?') yield { kind: 'untracked', path };
    else if (kind === 'u') yield { kind: 'conflict', path, sides: line.slice(2, 4) };
    else {
      const states = { index: line.charAt(2), workTree: line.charAt(3) };
      yield { kind: 'tracked', path, ...states, ...(from === undefined ? {} : { from }) };
    }
  }
}

function textAfterColumns(line: string, columns: number | undefined): string | undefined {
  if (columns === undefined) return undefined;
  let start = 0;
  for (let column = 0; column < columns; column += 1) {
    start = line.indexOf(' ', start) + 1;
    if (start === 0) return undefined;
  }
  return start === line.length ? undefined : line.slice(start);
}
