import { JournalRedactError } from './errors.js';
import { splitWords } from './names/split-words.js';
import type { TokenRule } from './tokens/token-rule.js';
import type { RedactionPolicy, RedactionRule } from './types.js';

const KIND = /^[a-z\d]+(?:-[a-z\d]+)*$/;
const MIN_START = 3;
/** A group with a repetition in it, which is repeated: such a pattern can take for ever. */
const NESTED_REPETITION = /\((?:[^()\\]|\\.)*(?:[*+]|\{\d+,\d*\})(?:[^()\\]|\\.)*\)(?:[*+]|\{\d+,)/;
const BACK_REFERENCE = /\\[1-9]|\\k</;

/** What is let through although it looks like a secret. */
export interface Allowed {
  keys: readonly string[];
  patterns: readonly RegExp[];
  kinds: ReadonlySet<string>;
}

/** A policy whose parts are all there. */
export interface CheckedPolicy {
  keys: readonly string[];
  omit: readonly string[];
  rules: readonly TokenRule[];
  allow: Allowed;
}

/** @throws {JOURNAL_REDACT_POLICY_INVALID} with all mistakes at once */
export function checkPolicy({
  keys = [],
  omit = [],
  rules = [],
  allow = {},
}: RedactionPolicy): CheckedPolicy {
  const mistakes: string[] = [];
  checkNames('keys', keys, mistakes);
  checkNames('omit', omit, mistakes);
  checkTexts('allow.keys', allow.keys ?? [], mistakes);
  checkTexts('allow.kinds', allow.kinds ?? [], mistakes);
  for (const [index, rule] of rules.entries()) checkRule(rule, `rules[${index}]`, mistakes);
  const patterns = (allow.patterns ?? []).flatMap(
    (pattern, index) => toWholePattern(pattern, `allow.patterns[${index}]`, mistakes) ?? [],
  );
  if (mistakes.length > 0) {
    throw new JournalRedactError(
      'JOURNAL_REDACT_POLICY_INVALID',
      `The redaction policy has mistakes: ${mistakes.join(' ')}`,
      { mistakes },
    );
  }
  return { keys, omit, rules, allow: { keys: allow.keys ?? [], patterns, kinds: new Set(allow.kinds) } };
}

function checkTexts(place: string, texts: readonly unknown[], mistakes: string[]): void {
  texts.forEach((text, index) => {
    if (typeof text === 'string' && text.trim() !== '') return;
    mistakes.push(`${place}[${index}] is ${show(text)}: give a text that is not empty.`);
  });
}

/** A name is looked for by its longest word. */
function checkNames(place: string, names: readonly unknown[], mistakes: string[]): void {
  names.forEach((name, index) => {
    if (typeof name === 'string' && splitWords(name).some((word) => word.length >= MIN_START)) return;
    mistakes.push(
      `${place}[${index}] is ${show(name)}: give a name with a word of at least ${MIN_START} letters.`,
    );
  });
}

function checkRule({ kind, starts, rest }: RedactionRule, place: string, mistakes: string[]): void {
  if (typeof kind !== 'string' || !KIND.test(kind)) {
    mistakes.push(`${place}.kind is ${show(kind)}: give lower-case words with hyphens, such as acme-token.`);
  }
  if (!Array.isArray(starts) || starts.length === 0 || !starts.every(isStart)) {
    mistakes.push(
      `${place}.starts is ${show(starts)}: give texts of at least ${MIN_START} characters with which the secret begins.`,
    );
  }
  const pattern = toPattern(rest, `${place}.rest`, mistakes);
  if (pattern?.exec('')?.index === 0) {
    mistakes.push(
      `${place}.rest is ${show(rest)}, which matches nothing at all: say how long the rest is, such as {20,}.`,
    );
  }
}

function isStart(start: unknown): boolean {
  return typeof start === 'string' && start.length >= MIN_START;
}

function toWholePattern(pattern: string | RegExp, place: string, mistakes: string[]): RegExp | undefined {
  const source = pattern instanceof RegExp ? pattern.source : pattern;
  const flags = pattern instanceof RegExp ? pattern.flags.replace(/[gy]/g, '') : 'u';
  return toPattern(source, place, mistakes) === undefined ? undefined : new RegExp(`^(?:${source})$`, flags);
}

function toPattern(source: unknown, place: string, mistakes: string[]): RegExp | undefined {
  if (typeof source !== 'string' || source === '') {
    mistakes.push(`${place} is ${show(source)}: give a regular expression.`);
    return undefined;
  }
  if (NESTED_REPETITION.test(source) || BACK_REFERENCE.test(source)) {
    mistakes.push(
      `${place} is ${show(source)}: it repeats a repetition or refers back, which can take for ever.`,
    );
    return undefined;
  }
  try {
    return new RegExp(`^(?:${source})`);
  } catch (cause) {
    mistakes.push(`${place} is ${show(source)}: ${(cause as Error).message}.`);
    return undefined;
  }
}

function show(value: unknown): string {
  return (JSON.stringify(value) ?? String(value)).slice(0, 200);
}
