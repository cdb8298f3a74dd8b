import type { FoundName } from '../find-name.js';
import type { Finding, ScanState } from '../finding.js';
import { readValue } from '../read-value.js';
import { isSecretValue } from './is-secret-value.js';
import { namedFinding } from './named-finding.js';

const SPACES = /[ \t]{1,8}/y;

/** `--name value` and `-name value` */
export function findAfterFlag({ text }: ScanState, name: FoundName): Finding | undefined {
  if (text[name.from] !== '-') return undefined;
  SPACES.lastIndex = name.to;
  if (!SPACES.test(text)) return undefined;
  const value = readValue(text, SPACES.lastIndex);
  if (value === undefined || text[value.from] === '-') return undefined;
  return isSecretValue(text, value, name, false) ? namedFinding(value, name.verdict.kind) : undefined;
}
