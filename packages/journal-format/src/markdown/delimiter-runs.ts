import {
  ATTENTION_CLOSE,
  ATTENTION_OPEN,
  BACKSLASH,
  type InlineSource,
  kindAt,
  LABEL_CLOSE,
  LABEL_OPEN,
  REFERENCE,
  TEXT,
} from './inline-source.js';

const ASTERISK = 42;
const UNDERSCORE = 95;
const TILDE = 126;

type CharacterClass = 'other' | 'space' | 'punctuation';

/** Characters next to each other with the same marker, all of them text or all markup. */
interface Run {
  code: number;
  kind: number;
  start: number;
  end: number;
  /** How many characters of markup with the same marker are open around it. */
  depth: number;
}

/** The text of one link or image, or what is outside of all: only runs of one scope pair. */
interface Scope {
  runs: Run[];
  depths: Map<number, number>;
}

/**
 * Escapes the runs of `*`, `_` and `~` in text that would pair: with each other, or with the markers
 * of real emphasis. A run that can open is escaped only where something after it can close it, so
 * the last run of a text, a lone `*` and `a * b` stay as they are. Runs are looked at from the last
 * to the first, because then it is known what is left to close with.
 */
export function escapeDelimiterRuns(source: InlineSource): void {
  for (const scope of collectScopes(source)) escapeScope(source, scope.runs);
}

function collectScopes(source: InlineSource): Scope[] {
  const { value } = source;
  const outermost: Scope = { runs: [], depths: new Map() };
  const scopes = [outermost];
  const stack = [outermost];
  let scope = outermost;
  for (let index = 0; index < value.length; ) {
    const kind = kindAt(source, index);
    const code = value.charCodeAt(index);
    if (kind === LABEL_OPEN) {
      scope = { runs: [], depths: new Map() };
      scopes.push(scope);
      stack.push(scope);
    } else if (kind === LABEL_CLOSE) {
      stack.pop();
      scope = stack[stack.length - 1] ?? outermost;
    } else if (isMarker(code) && (kind === TEXT || isAttention(kind))) {
      let end = index + 1;
      while (end < value.length && value.charCodeAt(end) === code && kindAt(source, end) === kind) end += 1;
      // The rules for the start of a block may have escaped the first one already.
      const start = source.marks[index] === BACKSLASH ? index + 1 : index;
      if (start < end) addRun(scope, { code, kind, start, end, depth: 0 }, source.mixesMarkers);
      index = end;
      continue;
    }
    index += 1;
  }
  return scopes;
}

function addRun(scope: Scope, run: Run, mixesMarkers: boolean): void {
  run.depth = scope.depths.get(run.code) ?? 0;
  scope.runs.push(run);
  if (run.kind === TEXT) return;
  const size = run.kind === ATTENTION_OPEN ? run.end - run.start : run.start - run.end;
  scope.depths.set(run.code, run.depth + size);
  if (mixesMarkers && run.code === ASTERISK) scope.depths.set(UNDERSCORE, run.depth + size);
}

function escapeScope(source: InlineSource, runs: readonly Run[]): void {
  const closers = new Set<number>();
  for (let index = runs.length - 1; index >= 0; index -= 1) {
    const run = runs[index] as Run;
    if (run.kind === TEXT) {
      const end = keptEnd(source, run, closers);
      source.marks.fill(BACKSLASH, end, run.end);
      if (end > run.start && (canClose(source, run, end) || standsNearMarkup(source, run))) {
        closers.add(closerKey(run.code, end - run.start, canOpen(source, run, end)));
      }
    } else if (run.kind === ATTENTION_OPEN && mayClose(source, run)) {
      // A size that is a multiple of three closes whatever it meets: the real sizes do not matter.
      closers.add(closerKey(run.code, run.code === TILDE ? 2 : 3, false));
      if (source.mixesMarkers && run.code === ASTERISK) closers.add(closerKey(UNDERSCORE, 3, false));
    }
  }
}

/** How far a run can stay unescaped: escapes are added from its right end until the rest is inert. */
function keptEnd(source: InlineSource, run: Run, closers: ReadonlySet<number>): number {
  if (touchesMarkup(source, run, run.start - 1)) return run.start;
  let end = touchesMarkup(source, run, run.end) ? run.end - 1 : run.end;
  while (end > run.start && takesPart(source, run, end, closers)) end -= 1;
  return end;
}

/** Markup of the same marker next to a run would become longer. */
function touchesMarkup(source: InlineSource, run: Run, index: number): boolean {
  if (!isAttention(kindAt(source, index))) return false;
  const code = source.value.charCodeAt(index);
  return code === run.code || (code === ASTERISK && run.code === UNDERSCORE && source.mixesMarkers);
}

/** Whether the marker that begins real emphasis can close; what follows it may become another marker. */
function mayClose(source: InlineSource, run: Run): boolean {
  return canClose(source, run, run.end) || (source.mixesMarkers && classBefore(source, run) !== 'space');
}

/** A letter between a run and real emphasis may become a character reference: then all is open. */
function standsNearMarkup(source: InlineSource, run: Run): boolean {
  if (source.kinds === undefined) return false;
  return isAttention(kindAt(source, run.start - 2)) || isAttention(kindAt(source, run.end + 1));
}

function takesPart(source: InlineSource, run: Run, end: number, closers: ReadonlySet<number>): boolean {
  const size = end - run.start;
  if (run.code === TILDE && size > 2) return false;
  const isUnsure = standsNearMarkup(source, run);
  const opens = isUnsure || canOpen(source, run, end);
  const closes = isUnsure || canClose(source, run, end);
  if (run.depth > 0) return opens || closes;
  return opens && closers.size > 0 && hasCloser(closers, run.code, size, closes);
}

function hasCloser(closers: ReadonlySet<number>, code: number, size: number, closes: boolean): boolean {
  if (code === TILDE)
    return closers.has(closerKey(code, size, false)) || closers.has(closerKey(code, size, true));
  for (const opens of [false, true]) {
    for (let rest = 0; rest < 3; rest += 1) {
      if (!closers.has(closerKey(code, rest, opens))) continue;
      // The rule of three. Source: CommonMark 0.31.2, section 6.2, rules 9 and 10.
      const isForbidden = (closes || opens) && rest !== 0 && (size + rest) % 3 === 0;
      if (!isForbidden) return true;
    }
  }
  return false;
}

/** All that matters about a run that can close. Strikethrough pairs runs of the same size. */
function closerKey(code: number, size: number, opens: boolean): number {
  return code * 8 + (code === TILDE ? size : size % 3) * 2 + (opens ? 1 : 0);
}

/** Whether a run that is kept up to `end` can open. Source: CommonMark 0.31.2, section 6.2; micromark. */
function canOpen(source: InlineSource, run: Run, end: number): boolean {
  if (!isLeftFlanking(source, run, end)) return false;
  if (run.code !== UNDERSCORE) return true;
  return classBefore(source, run) !== 'other' || !isRightFlanking(source, run, end);
}

/** Whether a run that is kept up to `end` can close. */
function canClose(source: InlineSource, run: Run, end: number): boolean {
  if (!isRightFlanking(source, run, end)) return false;
  if (run.code !== UNDERSCORE) return true;
  return classAfter(source, run, end) !== 'other' || !isLeftFlanking(source, run, end);
}

function isLeftFlanking(source: InlineSource, run: Run, end: number): boolean {
  const after = classAfter(source, run, end);
  if (after === 'other') return true;
  if (after === 'punctuation' && classBefore(source, run) !== 'other') return true;
  // Beside a tilde the parser is looser. Source: micromark, `attentionMarkers`.
  return run.code !== TILDE && end === run.end && isBareTilde(source, end);
}

function isRightFlanking(source: InlineSource, run: Run, end: number): boolean {
  const before = classBefore(source, run);
  if (before === 'other') return true;
  if (before === 'punctuation' && classAfter(source, run, end) !== 'other') return true;
  return run.code !== TILDE && source.value.charCodeAt(run.start - 1) === TILDE;
}

function isBareTilde(source: InlineSource, index: number): boolean {
  return source.value.charCodeAt(index) === TILDE && source.marks[index] !== BACKSLASH;
}

function classBefore(source: InlineSource, run: Run): CharacterClass {
  if (run.start === 0) return 'space';
  return source.marks[run.start - 1] === REFERENCE ? 'punctuation' : classify(source.value, run.start - 1);
}

function classAfter(source: InlineSource, run: Run, end: number): CharacterClass {
  if (end < run.end || source.marks[end] === REFERENCE) return 'punctuation';
  return end === source.value.length ? 'space' : classify(source.value, end);
}

/** The class of one UTF-16 code unit: the parser looks at code units too. */
function classify(value: string, index: number): CharacterClass {
  const character = value.charAt(index);
  if (/\s/.test(character)) return 'space';
  return /[\p{P}\p{S}]/u.test(character) ? 'punctuation' : 'other';
}

function isAttention(kind: number): boolean {
  return kind === ATTENTION_OPEN || kind === ATTENTION_CLOSE;
}

function isMarker(code: number): boolean {
  return code === ASTERISK || code === UNDERSCORE || code === TILDE;
}
