const PART = /(\(\?[:!<][^()]*\))|(\[(?:\\.|[^\]\\])*\]|\\.|[^()[\]{}])/y;
const COUNT = /\{(\d+)(?:,(\d+))?\}|\?/y;
const ASCII = Array.from({ length: 128 }, (_, code) => String.fromCharCode(code));

/** A part of the rest of a token rule. */
export interface RestPart {
  /** The characters with which it begins; none for what only looks ahead or back. */
  first: ReadonlySet<string>;
  min: number;
  max: number;
}

/**
 * Takes the rest of a token rule apart.
 *
 * @throws {SyntaxError} where it has anything but classes, characters, optional groups of these, and looks around
 */
export function parseRest(rest: string): RestPart[] {
  const parts: RestPart[] = [];
  for (let at = 0; at < rest.length; ) {
    PART.lastIndex = at;
    const [part, group] = PART.exec(rest) ?? [];
    if (part === undefined) throw new SyntaxError(`what is at ${at} of ${rest}?`);
    at = PART.lastIndex;
    COUNT.lastIndex = at;
    const [count, min, max] = COUNT.exec(rest) ?? [];
    at += count?.length ?? 0;
    if (group === undefined) parts.push({ first: firstOf(part), ...boundsOf(count, min, max) });
    else parts.push(...parseGroup(group, count));
  }
  return parts;
}

function parseGroup(group: string, count: string | undefined): RestPart[] {
  if (!group.startsWith('(?:')) return [{ first: new Set(), min: 1, max: 1 }];
  if (count !== undefined && count !== '?') throw new SyntaxError(`${group} is repeated`);
  const inside = parseRest(group.slice(3, -1));
  return count === '?' ? inside.map((part) => ({ ...part, min: 0 })) : inside;
}

function firstOf(part: string): ReadonlySet<string> {
  const pattern = new RegExp(`^${part === '.' ? 'nothing else' : part}$`);
  return new Set(ASCII.filter((character) => pattern.test(character)));
}

function boundsOf(count?: string, min?: string, max?: string): { min: number; max: number } {
  if (count === undefined) return { min: 1, max: 1 };
  if (count === '?') return { min: 0, max: 1 };
  return { min: Number(min), max: Number(max ?? min) };
}

/**
 * How many other ends of a part may have to be tried, because what has to follow it fails: none where the characters
 * that follow are none of its own, or where nothing has to follow.
 */
export function worstBacktracking(parts: readonly RestPart[]): number {
  const choices = parts.map((part, index) => {
    const following = followersOf(parts, index);
    const isFree = following === undefined || following.every(({ first }) => isDisjoint(first, part.first));
    return isFree ? 0 : part.max - part.min;
  });
  return Math.max(0, ...choices);
}

/** What may stand right behind a part; undefined where nothing has to. */
function followersOf(parts: readonly RestPart[], index: number): readonly RestPart[] | undefined {
  const end = parts.findIndex(({ min }, other) => other > index && min > 0);
  return end === -1 ? undefined : parts.slice(index + 1, end + 1);
}

function isDisjoint(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return [...a].every((character) => !b.has(character));
}
