import { toJsonText } from '../json/to-json-text.js';
import type { JournalStart } from './journal-start.js';
import { journalStartData } from './journal-start-data.js';
import type { SegmentHeader } from './line-queue.js';
import type { LineWriter } from './line-writer.js';

/** The first line of a segment. */
export function encodeHeader(
  lines: LineWriter,
  start: JournalStart,
  segment: number,
  header: SegmentHeader,
): Buffer {
  const encoded = toJsonText(journalStartData({ ...start, segment }));
  const facts = lines.factsOf('journal_session_start');
  return Buffer.from(lines.writeFirst(header.seq, facts, header.time, encoded.ok ? encoded.json : 'null'));
}
