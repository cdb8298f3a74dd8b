import { BACKSLASH, type InlineSource, kindAt, TEXT } from './inline-source.js';

const BACKTICK = 96;

/**
 * Escapes the runs of backticks in text that would open a code span: those with a run of the same
 * length after them, be it in text or in markup. Runs are looked at from the last to the first.
 */
export function escapeBacktickRuns(source: InlineSource): void {
  const { value } = source;
  const lengths = new Set<number>();
  for (let end = value.lastIndexOf('`') + 1; end > 0; ) {
    let start = end - 1;
    while (start > 0 && value.charCodeAt(start - 1) === BACKTICK) start -= 1;
    escapeRun(source, start, end, lengths);
    end = start === 0 ? 0 : value.lastIndexOf('`', start - 1) + 1;
  }
}

function escapeRun(source: InlineSource, start: number, end: number, lengths: Set<number>): void {
  let from = start;
  // Beside a code span every backtick is escaped: the fence would become longer.
  const touchesCode = hasMarkup(source, start, end);
  if (touchesCode) {
    for (; from < end; from += 1) if (kindAt(source, from) === TEXT) source.marks[from] = BACKSLASH;
  }
  // The rule for fences may have escaped the first one already.
  while (from < end && (source.marks[from] === BACKSLASH || lengths.has(end - from))) {
    source.marks[from] = BACKSLASH;
    from += 1;
  }
  addLengths(source, start, end, lengths);
}

/** Adds the lengths as a parser finds them when it looks for an end: there a backslash means nothing. */
function addLengths(source: InlineSource, start: number, end: number, lengths: Set<number>): void {
  let length = 0;
  for (let index = start; index < end; index += 1) {
    if (source.marks[index] === BACKSLASH && length > 0) {
      lengths.add(length);
      length = 0;
    }
    length += 1;
  }
  lengths.add(length);
}

function hasMarkup(source: InlineSource, start: number, end: number): boolean {
  for (let index = start; index < end; index += 1) if (kindAt(source, index) !== TEXT) return true;
  return false;
}
