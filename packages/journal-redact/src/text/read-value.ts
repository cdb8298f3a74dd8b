/** A closing quote further away is none of this value. */
const MAX_QUOTED = 16_384;
/** A bracket that was opened further before is none of a link. */
const MAX_OPENED = 2_048;
const QUOTE = /(\\{0,15})(["'`])/y;
/** Where an unquoted value ends before the next space. */
const END =
  /&[\w.%-]{1,40}=|[;,](?=["'\w][\w."'-]{0,40}[=:])|\\+[nrt]|[\u0000-\u001f]|\\u00|<\/|["'`](?=[,;:)\]}\s]|$)/;
const RUN = /\S{1,4096}/y;
const TRAILING = /[)\]},.;:"'`\\]+$/;
/** `<your key>`, `${TOKEN}`: what stands for a value. */
const STAND_IN = /<[^<>\n]{1,64}>|\$\{[^}\n]{1,64}\}|\{\{[^}\n]{1,64}\}\}/y;

export interface FoundValue {
  from: number;
  to: number;
  isQuoted: boolean;
}

/** The value that begins at a place of a text: in quotes, also in escaped ones, or up to the next space. */
export function readValue(text: string, from: number): FoundValue | undefined {
  return readQuoted(text, from) ?? readStandIn(text, from) ?? readRun(text, from);
}

/** Up to the quote that closes the one that stands there: with as many backslashes before it. */
export function readQuoted(text: string, from: number): FoundValue | undefined {
  QUOTE.lastIndex = from;
  const [opening, escapes = '', quote = ''] = QUOTE.exec(text) ?? [];
  if (opening === undefined) return undefined;
  const start = from + opening.length;
  const limit = Math.min(text.length, start + MAX_QUOTED);
  for (let at = text.indexOf(quote, start); at !== -1 && at < limit; at = text.indexOf(quote, at + 1)) {
    const depth = backslashesBefore(text, at, start);
    if (depth === escapes.length || (escapes.length === 0 && depth % 2 === 0) || depth < escapes.length) {
      return { from: start, to: at - Math.min(depth, escapes.length), isQuoted: true };
    }
  }
  return undefined;
}

function readStandIn(text: string, from: number): FoundValue | undefined {
  STAND_IN.lastIndex = from;
  return STAND_IN.test(text) ? { from, to: STAND_IN.lastIndex, isQuoted: false } : undefined;
}

function readRun(text: string, from: number): FoundValue | undefined {
  RUN.lastIndex = from;
  const run = RUN.exec(text)?.[0];
  if (run === undefined) return undefined;
  const quote = /^["'`]/.test(run) ? 1 : 0;
  const end = run.slice(quote).search(END);
  const whole = end === -1 ? run.slice(quote) : run.slice(quote, quote + end);
  const value = withoutClosing(text, from, whole.replace(TRAILING, ''));
  const start = from + quote;
  return value === '' ? undefined : { from: start, to: start + value.length, isQuoted: false };
}

/** `<https://…?token=…>`: the bracket closes what was opened before the value. */
function withoutClosing(text: string, from: number, value: string): string {
  if (!value.endsWith('>') || value.includes('<')) return value;
  const before = text.slice(Math.max(0, from - MAX_OPENED), from);
  return /<[^\s<>]*$/.test(before) ? value.slice(0, -1) : value;
}

function backslashesBefore(text: string, at: number, start: number): number {
  let count = 0;
  while (at - count - 1 >= start && text[at - count - 1] === '\\') count += 1;
  return count;
}
