import type { NameCache } from '../names/name-cache.js';
import { NAME_LITERALS, TOKEN_LITERAL } from '../names/name-literals.js';
import type { TokenRule } from '../tokens/token-rule.js';
import { createAssignmentFinder } from './find-assignment.js';
import { findName } from './find-name.js';
import { findPem } from './find-pem.js';
import { findBasic, findBearer } from './find-scheme.js';
import { createTokenFinder } from './find-token.js';
import { findUrlCredentials } from './find-url-credentials.js';
import { createScanState, type Finder, type Finding } from './finding.js';
import { type Literal, LiteralScanner } from './literal-scanner.js';

/** JSON escapes control characters and halves of surrogate pairs so; they hardly ever come. */
const JSON_ESCAPES = ['\\u00', '\\ud8', '\\ud9', '\\uda', '\\udb', '\\udc', '\\udd', '\\ude', '\\udf'];

/** What is tried at a literal. */
interface Attempt {
  find: Finder;
  /** Whether there may be something to find, also where the text is JSON. */
  suspect: (...parameters: Parameters<Finder>) => unknown;
}

/** Finds secrets in texts, by their shape, by their place, and by the names next to them. */
export class SecretFinder {
  readonly #scanner: LiteralScanner<Attempt>;

  constructor(rules: readonly TokenRule[], names: NameCache) {
    const name = named(names, true);
    this.#scanner = new LiteralScanner([
      ...rules.flatMap(literalsOf),
      ...anyCase(NAME_LITERALS, name),
      { text: TOKEN_LITERAL, isAnyCase: true, unlessBefore: 's', payload: name },
      ...anyCase(names.ownLiterals, named(names, false)),
      ...anyCase(['bearer'], { find: findBearer, suspect: findBearer }),
      ...anyCase(['basic'], { find: findBasic, suspect: findBasic }),
      ...anyCase(['://'], { find: findUrlCredentials, suspect: findUrlCredentials }),
      ...anyCase(['-----begin '], { find: findPem, suspect: findPem }),
      ...anyCase(JSON_ESCAPES, { find: () => undefined, suspect: () => true }),
    ]);
  }

  /**
   * Whether JSON text may have a secret, or a name of one, in what it says. Where it answers no, `find` finds nothing
   * in any of its texts, and no field has a name of a secret.
   */
  isSuspicious(json: string): boolean {
    const state = createScanState(json);
    return this.#scanner.scan(
      json,
      ({ text, payload }, at) => payload.suspect(state, at, at + text.length) !== undefined,
    );
  }

  /** The secrets of a text from left to right; none overlaps another. */
  find(text: string): Finding[] {
    const state = createScanState(text);
    const findings: Finding[] = [];
    this.#scanner.scan(text, ({ text: literal, payload }, at) => {
      const finding = payload.find(state, at, at + literal.length);
      if (finding !== undefined) findings.push(finding);
      return false;
    });
    return findings.length < 2 ? findings : merge(findings);
  }
}

function literalsOf(rule: TokenRule): Literal<Attempt>[] {
  const find = createTokenFinder(rule);
  return rule.starts.map((text) => ({ text, isAnyCase: false, payload: { find, suspect: find } }));
}

function anyCase(texts: readonly string[], payload: Attempt): Literal<Attempt>[] {
  return texts.map((text) => ({ text, isAnyCase: true, payload }));
}

/** @param isWhole - the literal is no front of another word */
function named(names: NameCache, isWhole: boolean): Attempt {
  return {
    find: createAssignmentFinder(names, isWhole),
    suspect: (state, at, end) => findName(state, names, { at, end, isWhole }),
  };
}

/** Findings that overlap become one, with the name that says most. */
function merge(findings: Finding[]): Finding[] {
  const merged: Finding[] = [];
  for (const finding of findings.sort((a, b) => a.from - b.from || b.rank - a.rank)) {
    const last = merged.at(-1);
    if (last === undefined || finding.from >= last.to) {
      merged.push({ ...finding });
    } else {
      last.to = Math.max(last.to, finding.to);
      last.contextFrom = Math.min(last.contextFrom ?? last.from, finding.contextFrom ?? finding.from);
      if (finding.rank > last.rank) [last.rank, last.kind] = [finding.rank, finding.kind];
    }
  }
  return merged;
}
