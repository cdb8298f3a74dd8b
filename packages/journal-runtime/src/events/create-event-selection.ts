import { MAX_REMEMBERED_TYPES } from '../constants.js';

/**
 * A test whether events of a type are recorded.
 *
 * @param include type patterns; `*` stands for any characters, also none
 * @param exclude stronger than `include`
 */
export function createEventSelection(
  include: readonly string[],
  exclude: readonly string[],
): (type: string) => boolean {
  const included = compile(include);
  const excluded = compile(exclude);
  const remembered = new Map<string, boolean>();
  return (type) => {
    const known = remembered.get(type);
    if (known !== undefined) return known;
    const selected = included(type) && !excluded(type);
    if (remembered.size < MAX_REMEMBERED_TYPES) remembered.set(type, selected);
    return selected;
  };
}

function compile(patterns: readonly string[]): (type: string) => boolean {
  if (patterns.length === 0) return () => false;
  if (patterns.includes('*')) return () => true;
  const parts = patterns.map((pattern) => pattern.split(/\*+/));
  return (type) => parts.some((literals) => matches(type, literals));
}

/** Literals in order, first and last anchored: linear, where a regular expression could backtrack. */
function matches(type: string, literals: readonly string[]): boolean {
  const first = literals[0] ?? '';
  const last = literals.at(-1) ?? '';
  if (literals.length === 1) return type === first;
  if (type.length < first.length + last.length) return false;
  if (!type.startsWith(first) || !type.endsWith(last)) return false;
  let offset = first.length;
  const end = type.length - last.length;
  for (const literal of literals.slice(1, -1)) {
    const found = type.indexOf(literal, offset);
    if (found === -1 || found + literal.length > end) return false;
    offset = found + literal.length;
  }
  return true;
}
