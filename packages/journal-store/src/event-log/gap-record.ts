import { toJsonText } from '../json/to-json-text.js';

/** What a `journal_gap` tells. */
export interface GapRecord {
  /** Epoch milliseconds of the first and the last line. */
  from: number;
  to: number;
  /** Events that are lost; 0 where lines are only in doubt. */
  dropped: number;
  /** These events of each type. */
  byType: Readonly<Record<string, number>>;
  reason: string;
  /** Numbers of the first and the last line, where they had some. */
  sequences?: { from: number; to: number };
}

/**
 * The data of a `journal_gap`, as JSON text.
 *
 * @param iso - writes epoch milliseconds as ISO 8601
 */
export function formatGap(gap: GapRecord, iso: (time: number) => string): string {
  const { sequences } = gap;
  const encoded = toJsonText({
    from: iso(gap.from),
    to: iso(gap.to),
    dropped: gap.dropped,
    by_type: gap.byType,
    reason: gap.reason,
    ...(sequences === undefined ? {} : { from_sequence: sequences.from, to_sequence: sequences.to }),
  });
  return encoded.ok ? encoded.json : 'null';
}
