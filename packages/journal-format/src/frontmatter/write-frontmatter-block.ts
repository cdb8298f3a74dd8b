import { isRealDay } from '../is-real-day.js';
import type { Dialect, FrontmatterValue } from '../types.js';
import { isPlainSafe } from './is-plain-safe.js';
import { quoteScalar } from './quote-scalar.js';

const PLAIN_KEY = /^[A-Za-z_][\w-]*$/;

/**
 * The lines between the two `---` of a frontmatter block, one for each entry.
 *
 * In `lmx` every text is quoted, in `cli` only one that some reader would take for something else. By convention
 * of both, a `date` and an `id` without a leading zero are bare.
 */
export function writeFrontmatterBlock(
  entries: readonly (readonly [key: string, value: FrontmatterValue])[],
  dialect: Dialect,
): string {
  return entries.map(([key, value]) => `${writeKey(key)}: ${writeValue(key, value, dialect)}`).join('\n');
}

function writeKey(key: string): string {
  return PLAIN_KEY.test(key) && isPlainSafe(key.replace(/^_+/, 'u')) ? key : quoteScalar(key);
}

function writeValue(key: string, value: FrontmatterValue, dialect: Dialect): string {
  if (typeof value !== 'string') return writeFlow(value);
  // Some reader has no year 0.
  if (key === 'date' && isRealDay(value) && !value.startsWith('0000')) return value;
  if (key === 'id' && /^[1-9]\d{0,14}$/.test(value)) return value;
  return dialect === 'cli' && isPlainSafe(value) ? value : quoteScalar(value);
}

/** JSON, which is YAML of the flow style; with a space after each comma and colon, which YAML 1.1 needs. */
function writeFlow(value: FrontmatterValue): string {
  if (typeof value === 'string') return quoteScalar(value);
  if (Array.isArray(value)) return `[${value.map(writeFlow).join(', ')}]`;
  if (value === null || typeof value !== 'object') return writeNumber(value);
  return `{${Object.entries(value)
    .map(([key, inner]) => `${quoteScalar(key)}: ${writeFlow(inner)}`)
    .join(', ')}}`;
}

/** YAML 1.1 takes 1e21 for a text: it wants a dot and a sign. */
function writeNumber(value: number | boolean | null): string {
  if (typeof value !== 'number') return String(value);
  if (!Number.isFinite(value)) return 'null';
  const text = Object.is(value, -0) ? '-0.0' : String(value);
  return text.replace(
    /^(-?\d+)(?:\.(\d+))?e([+-]?)(\d+)$/,
    (_, whole, part = '0', sign, power) => `${whole}.${part}e${sign || '+'}${power}`,
  );
}
