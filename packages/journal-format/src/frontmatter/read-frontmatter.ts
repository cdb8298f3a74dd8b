import { JournalFormatError } from '../errors.js';
import type { FrontmatterValue } from '../types.js';
import { findFrontmatter } from './find-frontmatter.js';
import { readFrontmatterEntries } from './read-frontmatter-entries.js';

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

/**
 * The frontmatter of a log, without looking at its body.
 *
 * @param text the log, or as much of its head as holds the frontmatter (4 KiB are enough for every log of ours)
 * @returns its keys and values in their order; `undefined` where there is no frontmatter, where the head ends
 *   before it does, or where it cannot be read, which goes for more than 16 aliases or 32 levels too
 * @remarks Values of the logs' own keys are texts as they were written. Others have the type that YAML 1.2 gives
 *   them.
 * @example
 * ```ts
 * readFrontmatter('---\ndate: 2026-02-24\ntime: 18:47\n---\n'); // { date: '2026-02-24', time: '18:47' }
 * ```
 */
export function readFrontmatter(text: string): Record<string, FrontmatterValue> | undefined {
  const place = findFrontmatter(text);
  if (place === undefined) return undefined;
  try {
    // fromEntries defines keys, so that one named __proto__ is a key like any other.
    return Object.fromEntries(
      [...readFrontmatterEntries(place.yaml)].map(([key, entry]) => [
        key,
        TEXT_KEYS.has(key) && entry.text !== undefined && entry.value !== null ? entry.text : entry.value,
      ]),
    );
  } catch (error) {
    if (error instanceof JournalFormatError) return undefined;
    throw error;
  }
}
