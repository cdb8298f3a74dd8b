/** Types, models and states come again and again; a bound keeps texts that never do from filling the memory. */
const MAX_REMEMBERED_TEXTS = 1_000;
const MAX_REMEMBERED_LENGTH = 64;
const remembered = new Map<string, string>();

const BREAKS = /[\t\n\v\f\r\u0085\u2028\u2029]+/g;

/** Text on one line, cut to a length; `…` stands where something was cut off. */
export function cleanText(text: string, maxLength: number): string {
  if (text.length > MAX_REMEMBERED_LENGTH || text.length > maxLength) return clean(text, maxLength);
  const known = remembered.get(text);
  if (known !== undefined) return known;
  const cleaned = clean(text, maxLength);
  if (remembered.size < MAX_REMEMBERED_TEXTS) remembered.set(text, cleaned);
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
