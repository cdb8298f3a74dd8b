import type { NamedValue } from '@opta/journal-format';
import { MAX_MESSAGE_LENGTH, MAX_METADATA, MAX_NAME_LENGTH } from '../constants.js';
import { cleanText } from '../fold/clean-text.js';

/** Rows of Startup Metadata, sorted by name as LMX sorts them; values that are no text are JSON. */
export function describeMetadata(metadata: unknown): NamedValue[] {
  if (typeof metadata !== 'object' || metadata === null) return [];
  const names = Object.keys(metadata).sort();
  const rows = names.slice(0, MAX_METADATA).map((name) => ({
    name: cleanText(name, MAX_NAME_LENGTH),
    value: describeValue((metadata as Record<string, unknown>)[name]),
  }));
  const left = names.length - rows.length;
  return left === 0 ? rows : [...rows, { name: '(other entries)', value: String(left) }];
}

function describeValue(value: unknown): string {
  return cleanText(typeof value === 'string' ? value : jsonOf(value), MAX_MESSAGE_LENGTH);
}

/** The order of keys says nothing, so it must not show. */
function sortKeys(_name: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function jsonOf(value: unknown): string {
  try {
    return JSON.stringify(value, sortKeys) ?? String(value);
  } catch (error) {
    // A BigInt, a cycle, or nesting deeper than the stack.
    if (error instanceof TypeError || error instanceof RangeError) return '(not plain data)';
    throw error;
  }
}
