import type { Finding } from '../finding.js';
import { isPlaceholder } from '../is-placeholder.js';
import { type FoundValue, readQuoted, readValue } from '../read-value.js';
import { isPlainWord } from './is-secret-value.js';
import { namedFinding } from './named-finding.js';

const SCHEME = /(?:basic|bearer|digest|negotiate|token|bot|apikey|key|aws4-hmac-sha256)[ \t]{1,4}/iy;
const LINE = /(?:[^\r\n"'`\\\u001b]|\\(?![nr"'`u]))+/y;

/** `Bearer …`, `Basic …`, or a credential without the name of a scheme. */
export function readAuthorization(text: string, from: number, kind: string): Finding | undefined {
  const quoted = readQuoted(text, from);
  if (quoted !== undefined) return unlessPlaceholder(text, quoted, kind);
  SCHEME.lastIndex = from;
  const start = SCHEME.test(text) ? SCHEME.lastIndex : from;
  const value = readValue(text, start);
  if (value === undefined) return undefined;
  const credential = text.slice(value.from, value.to);
  if (start === from && isPlainWord(credential)) return undefined;
  // `Digest username="…", response="…"` and `Credential=…, Signature=…` have further parts.
  const hasParts = credential.includes('=') && text[value.to] === ',' && !isPlaceholder(credential);
  return hasParts ? readHeaderLine(text, start, kind) : unlessPlaceholder(text, value, kind);
}

/** All that a header says, to the end of its line or of the quotes around it. */
export function readHeaderLine(text: string, from: number, kind: string): Finding | undefined {
  LINE.lastIndex = from;
  const line = LINE.exec(text)?.[0];
  return line === undefined
    ? unlessPlaceholder(text, readValue(text, from), kind)
    : unlessPlaceholder(text, { from, to: from + line.trimEnd().length }, kind);
}

function unlessPlaceholder(
  text: string,
  value: Pick<FoundValue, 'from' | 'to'> | undefined,
  kind: string,
): Finding | undefined {
  if (value === undefined || isPlaceholder(text.slice(value.from, value.to))) return undefined;
  return namedFinding(value, kind);
}
