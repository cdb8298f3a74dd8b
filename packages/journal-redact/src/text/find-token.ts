import type { CharacterRun, TokenRule } from '../tokens/token-rule.js';
import { isWordStart } from './borders.js';
import { type Finder, type Finding, RANK, type ScanState } from './finding.js';
import { looksRandom } from './looks-random.js';

/** Letters and digits that are the end of an escape or of a terminal's colour. */
const END_OF_CODE = /(?<=%)[\dA-Fa-f]{2}|(?<=\\)(?:[nrtbf]|u[\da-f]{4})|(?<=\[[\d;]{0,16})\d{0,3}m/y;

/**
 * Finds what has the shape of a rule, at the literal by which that is recognised.
 *
 * @param order - the rule's place among all rules
 */
export function createTokenFinder(rule: TokenRule, order: number): Finder {
  const { kind, needsBorder = false, mustLookRandom = false } = rule;
  const rest = new RegExp(rule.rest, 'y');
  const startOf = createStartFinder(rule.before);
  /** The last token of each text: what begins inside of it is a part of it. */
  const lasts = new WeakMap<ScanState, Finding>();
  return (state, at, end) => {
    const { text } = state;
    const from = startOf(text, at);
    if (from === undefined || (needsBorder && !isWordStart(text, from))) return undefined;
    const last = lasts.get(state);
    if (last !== undefined && from > last.from && from < last.to) return undefined;
    rest.lastIndex = end;
    if (!rest.test(text)) return undefined;
    const to = rest.lastIndex;
    if (mustLookRandom && !looksRandom(text.slice(from, to))) return undefined;
    const finding = { from, to, kind, rank: RANK.shaped, order };
    lasts.set(state, finding);
    return finding;
  };
}

/** Where a secret begins whose literal stands at a place; undefined where too little precedes it. */
function createStartFinder(
  before: CharacterRun | undefined,
): (text: string, at: number) => number | undefined {
  if (before === undefined) return (_text, at) => at;
  const { minLength, maxLength } = before;
  const character = new RegExp(before.characters);
  return (text, at) => {
    let from = at;
    while (from > 0 && at - from < maxLength && character.test(text[from - 1] as string)) from -= 1;
    END_OF_CODE.lastIndex = from;
    if (END_OF_CODE.test(text)) from = END_OF_CODE.lastIndex;
    return at - from < minLength ? undefined : from;
  };
}
