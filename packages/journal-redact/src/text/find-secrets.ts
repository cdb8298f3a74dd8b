import type { NameCache } from '../names/name-cache.js';
import { NAME_LITERALS, TOKEN_LITERAL } from '../names/name-literals.js';
import type { TokenRule } from '../tokens/token-rule.js';
import { type AssignmentForm, createAssignmentFinder } from './assignments/find-assignment.js';
import { findName } from './find-name.js';
import { createTokenFinder } from './find-token.js';
import { createScanState, type Finder, type Finding, type ScanState } from './finding.js';
import { isPlainValue } from './is-plain-value.js';
import { type Literal, LiteralScanner } from './literal-scanner.js';
import { mergeFindings } from './merge-findings.js';
import type { PlaceRule } from './place-rules.js';

/** JSON escapes control characters and halves of surrogate pairs so; they hardly ever come. */
const JSON_ESCAPES = ['\\u00', '\\ud8', '\\ud9', '\\uda', '\\udb', '\\udc', '\\udd', '\\ude', '\\udf'];

/** By what secrets are known. */
export interface SecretRules {
  /** Their shape. Of two that find the same, the first one gives its name. */
  tokens: readonly TokenRule[];
  /** Where they stand. */
  places: readonly PlaceRule[];
  /** The names beside them, and how these are written. */
  names: NameCache;
  forms: readonly AssignmentForm[];
}

/** What is tried at a literal. */
interface Attempt {
  find: Finder;
  /** Whether there may be something to find, also in what JSON says. */
  suspect: (...parameters: Parameters<Finder>) => unknown;
}

/** Finds secrets in texts, by their shape, by their place, and by the names next to them. */
export class SecretFinder {
  readonly #scanner: LiteralScanner<Attempt>;

  constructor(rules: SecretRules) {
    const name = named(rules, true);
    this.#scanner = new LiteralScanner([
      ...rules.tokens.flatMap(literalsOfToken),
      ...anyCase(NAME_LITERALS, name),
      { text: TOKEN_LITERAL, isAnyCase: true, unlessBefore: 's', payload: name },
      ...anyCase(rules.names.ownLiterals, named(rules, false)),
      ...rules.places.flatMap(({ literal, find }) => anyCase([literal], { find, suspect: find })),
      ...anyCase(JSON_ESCAPES, { find: () => undefined, suspect: () => true }),
    ]);
  }

  /**
   * Whether JSON text may have a secret, or a name of one, in what it says. Where it answers no, `find` finds nothing
   * in any of its texts, and no field has a name of a secret.
   */
  isSuspiciousJson(json: string): boolean {
    return this.#isSuspicious(json, true);
  }

  /** The same for a text that is a value or the name of a field, which may say something in JSON. */
  isSuspiciousText(text: string): boolean {
    return this.#isSuspicious(text, false);
  }

  /** The secrets of a text from left to right; none overlaps another. */
  find(text: string): Finding[] {
    const findings: Finding[] = [];
    let state: ScanState | undefined;
    this.#scanner.scan(text, ({ text: literal, payload }, at) => {
      state ??= createScanState(text);
      const finding = payload.find(state, at, at + literal.length);
      if (finding !== undefined) findings.push(finding);
      return false;
    });
    return mergeFindings(findings);
  }

  #isSuspicious(text: string, isJson: boolean): boolean {
    let state: ScanState | undefined;
    return this.#scanner.scan(text, ({ text: literal, payload }, at) => {
      state ??= createScanState(text, isJson);
      return payload.suspect(state, at, at + literal.length) !== undefined;
    });
  }
}

function literalsOfToken(rule: TokenRule, order: number): Literal<Attempt>[] {
  const find = createTokenFinder(rule, order);
  return rule.starts.map((text) => ({ text, isAnyCase: false, payload: { find, suspect: find } }));
}

function anyCase(texts: readonly string[], payload: Attempt): Literal<Attempt>[] {
  return texts.map((text) => ({ text, isAnyCase: true, payload }));
}

/** @param isWhole - the literals are no front of another word */
function named({ names, forms }: SecretRules, isWhole: boolean): Attempt {
  return {
    find: createAssignmentFinder({ names, forms, isWhole }),
    suspect: (state, at, end) => {
      const name = findName(state, names, { at, end, isWhole });
      return name !== undefined && state.isJson && isPlainValue(state.text, name) ? undefined : name;
    },
  };
}
