import type { FoundName } from '../find-name.js';
import type { Finding, ScanState } from '../finding.js';
import { looksRandom } from '../looks-random.js';
import { namedFinding } from './named-finding.js';

const NEAR = /(?:[ \t]{1,4}[\w'"`:(=-]{1,12}){0,3}?[ \t:("'`<=]{1,4}([\w+/.~-]{16,512})/y;

/** "The token that was given: …": a few words after the name stands something that looks random. */
export function findNearName({ text }: ScanState, name: FoundName): Finding | undefined {
  NEAR.lastIndex = name.to;
  const value = NEAR.exec(text)?.[1];
  if (value === undefined || !looksRandom(value)) return undefined;
  const to = NEAR.lastIndex;
  return namedFinding({ from: to - value.length, to }, name.verdict.kind);
}
