import { addCount, type Counts } from './counts.js';
import type { SecretForm } from './secret-patterns.js';
import type { SecretSearch } from './secret-search.js';

export interface JsonScrub {
  search: SecretSearch;
  /** From a secret to what replaces it. */
  values: ReadonlyMap<string, string>;
  found: Counts;
}

/** Behind it an event may say what it likes; before it stand numbers that only look like a secret. */
const DATA = '"data":';
const NUMBER = /-?\d[\d.eE+-]*/g;
const ESCAPED: Partial<Record<SecretForm, SecretForm>> = { raw: 'json', json: 'json-twice' };

/**
 * JSON text without the secrets that its strings say, however they are escaped there. Everything else stays as it
 * is written, byte for byte.
 */
export function scrubJsonTokens(json: string, scrub: JsonScrub): string {
  if (!json.includes('\\') && !scrub.search.isIn(json)) return json;
  if (!isJson(json)) return scrub.search.replace(json, (form) => addCount(scrub.found, form));
  const dataAt = json.indexOf(DATA);
  let result = '';
  let position = 0;
  for (;;) {
    const start = json.indexOf('"', position);
    const between = json.slice(position, start === -1 ? undefined : start);
    result += dataAt !== -1 && position > dataAt ? scrubNumbers(between, scrub) : between;
    if (start === -1) return scrubStructure(result, scrub);
    position = endOfString(json, start);
    result += scrubString(json.slice(start, position), scrub);
  }
}

export function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    // Only the answer is asked for.
    return false;
  }
}

function endOfString(json: string, start: number): number {
  for (let end = json.indexOf('"', start + 1); ; end = json.indexOf('"', end + 1)) {
    if (end === -1) return json.length;
    let backslashes = 0;
    while (json[end - 1 - backslashes] === '\\') backslashes += 1;
    if (backslashes % 2 === 0) return end + 1;
  }
}

function scrubString(token: string, { search, found }: JsonScrub): string {
  const said = JSON.parse(token) as string;
  const scrubbed = search.replace(said, (form, match) => {
    const written = token.includes(match) ? form : (ESCAPED[form] ?? form);
    addCount(found, written);
  });
  if (scrubbed === said) return token;
  const quoted = JSON.stringify(scrubbed);
  return isAscii(token) ? quoted.replaceAll(/[\u0080-\uffff]/g, unicodeEscape) : quoted;
}

function isAscii(text: string): boolean {
  return !/[\u0080-\uffff]/.test(text);
}

function unicodeEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** A number that is a secret as a whole: a part of a longer one is one by chance. */
function scrubNumbers(between: string, { values, found }: JsonScrub): string {
  return between.replaceAll(NUMBER, (number) => {
    const replacement = values.get(number);
    if (replacement === undefined) return number;
    addCount(found, 'raw');
    return JSON.stringify(replacement);
  });
}

/** A secret that is JSON itself and stands there as a value: it becomes a string. */
function scrubStructure(json: string, { values, found }: JsonScrub): string {
  let result = json;
  for (const [secret, replacement] of values) {
    if (!secret.includes('"') || !isJson(secret)) continue;
    const parts = result.split(secret);
    if (parts.length === 1) continue;
    const candidate = parts.join(JSON.stringify(replacement));
    if (!isJson(candidate)) continue;
    addCount(found, 'raw', parts.length - 1);
    result = candidate;
  }
  return result;
}
