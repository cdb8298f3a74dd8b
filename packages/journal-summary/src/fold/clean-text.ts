import { TextMemory } from './text-memory.js';

const remembered = new TextMemory<string>();
const BREAKS = /[\t\n\v\f\r\u0085\u2028\u2029]+/g;

/** Text on one line, cut to a length; `…` stands where something was cut off. */
export function cleanText(text: string, maxLength: number): string {
  // What was cut depends on the bound.
  if (text.length > maxLength) return clean(text, maxLength);
  const known = remembered.get(text);
  if (known !== undefined) return known;
  const cleaned = clean(text, maxLength);
  remembered.set(text, cleaned);
  return cleaned;
}

function clean(text: string, maxLength: number): string {
  // Cut first: a message may be megabytes long.
  const cut = text.length > maxLength ? `${wholeCharacters(text.slice(0, maxLength - 1))}…` : text;
  return cut.replace(BREAKS, ' ').trim();
}

/** Without half of a character that two code units make. */
function wholeCharacters(text: string): string {
  return /[\ud800-\udbff]$/.test(text) ? text.slice(0, -1) : text;
}
