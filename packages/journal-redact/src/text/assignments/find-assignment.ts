import type { NameCache } from '../../names/name-cache.js';
import { type FoundName, findName } from '../find-name.js';
import type { Finder, Finding, ScanState } from '../finding.js';
import { findAfterFlag } from './after-flag.js';
import { findAfterSign } from './after-sign.js';
import { findAfterSpace } from './after-space.js';
import { findInElement } from './in-element.js';
import { findNearName } from './near-name.js';

/** Finds what a name is given, in one of the ways in which that is written. */
export type AssignmentForm = (state: ScanState, name: FoundName) => Finding | undefined;

/** The ways in which a name is given a value; the first one that fits counts. */
export const ASSIGNMENT_FORMS: readonly AssignmentForm[] = [
  findAfterSign,
  findAfterFlag,
  findAfterSpace,
  findInElement,
  findNearName,
];

export interface AssignmentOptions {
  names: NameCache;
  forms: readonly AssignmentForm[];
  /** The literals are no front of another word. */
  isWhole: boolean;
}

/** Finds what is given to the names of secrets. */
export function createAssignmentFinder({ names, forms, isWhole }: AssignmentOptions): Finder {
  return (state, at, end) => {
    if (at < state.valueEnd) return undefined;
    const name = findName(state, names, { at, end, isWhole });
    // What a policy leaves out are fields: a word in a text is none.
    if (name === undefined || name.verdict.isOmitted === true) return undefined;
    const finding = findValue(state, name, forms);
    if (finding === undefined) return undefined;
    state.valueEnd = finding.to;
    return { ...finding, contextFrom: name.from };
  };
}

function findValue(state: ScanState, name: FoundName, forms: readonly AssignmentForm[]): Finding | undefined {
  for (const find of forms) {
    const finding = find(state, name);
    if (finding !== undefined) return finding;
  }
  return undefined;
}
