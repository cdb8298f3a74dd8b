import type { FrontmatterValue } from '../types.js';
import type { FrontmatterEntries } from './frontmatter-entries.js';

/** Keys whose values are texts whatever they look like: `010` is no 8 and `1.10` no 1.1. */
const TEXT_KEYS = new Set([
  'id',
  'date',
  'time',
  'device',
  'user',
  'model',
  'duration',
  'author',
  'version_before',
  'version_after',
  'commit',
  'category',
  'session',
  'event_log',
  'status',
  'started',
  'ended',
  'uid',
]);

/** The value of each key: of our own as it is written, of others with the type that YAML 1.2 gives it. */
export function frontmatterValues(entries: FrontmatterEntries): Record<string, FrontmatterValue> {
  const values: Record<string, FrontmatterValue> = {};
  for (const [key, { value, text }] of entries) {
    const read = TEXT_KEYS.has(key) && text !== undefined && value !== null ? text : value;
    if (key === '__proto__') {
      // Assigned, it would be no key like any other.
      Object.defineProperty(values, key, {
        value: read,
        enumerable: true,
        configurable: true,
        writable: true,
      });
    } else {
      values[key] = read;
    }
  }
  return values;
}
