import type { FoundName } from '../find-name.js';
import type { Finding, ScanState } from '../finding.js';
import { isPlaceholder } from '../is-placeholder.js';
import { type FoundValue, readQuoted, readValue } from '../read-value.js';
import { isPlainWord } from './is-secret-value.js';
import { namedFinding } from './named-finding.js';

const SPACES = /[ \t]{1,8}/y;
const COMMA = /\\{0,15}["'`],[ \t]{0,4}(?=\\{0,15}["'`])/y;
const NETRC = /login[ \t]+\S{1,128}[ \t]+$/;
const NETRC_LENGTH = 160;

/** `PASSWORD '…'`, `"password", "…"`, and `login … password …` of a .netrc */
export function findAfterSpace({ text }: ScanState, name: FoundName): Finding | undefined {
  if (!name.verdict.isCertain) return undefined;
  const value =
    quotedAfter(text, name.to, COMMA) ?? quotedAfter(text, name.to, SPACES) ?? netrcValue(text, name);
  if (value === undefined) return undefined;
  const secret = text.slice(value.from, value.to);
  if (isPlaceholder(secret) || (value.isQuoted && isPlainWord(secret))) return undefined;
  return namedFinding(value, name.verdict.kind);
}

function quotedAfter(text: string, at: number, between: RegExp): FoundValue | undefined {
  between.lastIndex = at;
  return between.test(text) ? readQuoted(text, between.lastIndex) : undefined;
}

function netrcValue(text: string, name: FoundName): FoundValue | undefined {
  if (!NETRC.test(text.slice(Math.max(0, name.from - NETRC_LENGTH), name.from))) return undefined;
  SPACES.lastIndex = name.to;
  return SPACES.test(text) ? readValue(text, SPACES.lastIndex) : undefined;
}
