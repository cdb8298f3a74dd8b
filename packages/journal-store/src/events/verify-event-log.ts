import { MAX_LINE_BYTES, READ_BUFFER_BYTES } from '../constants.js';
import { findLineCheck, isChecked } from '../event-log/line-check.js';
import { type ByteSource, CompressionError } from './byte-source.js';
import type { DamagedSpan, EventRecord } from './event-record.js';
import { type EventLogSource, findEventLogFiles } from './find-event-log-files.js';
import type { Segment } from './find-segments.js';
import type { LogFolder } from './log-folder.js';
import { openSegment } from './open-segment.js';
import { readEventBatches } from './read-events.js';

const NEWLINE = 0x0a;

/** Something about an event log that is not as it was written. */
export interface EventLogFinding {
  /**
   * `damaged`, `unfinished`, `foreign`: bytes that are no record of it. `check`: a line does not agree with its
   * checksum and the line before. `check-missing`: a line without a checksum among others with one. `sequence`:
   * numbers are missing or come twice, and no `journal_gap` says why.
   */
  kind: DamagedSpan['kind'] | 'check' | 'check-missing' | 'sequence';
  /** From 1. */
  segment: number;
  /** From 1, in the segment's file. */
  lineNumber: number;
  /** Where the line begins in the segment's file. */
  byteOffset: number;
  reason: string;
}

export interface EventLogVerification {
  /** Records that were read. */
  records: number;
  /** Lines that have a checksum. */
  checked: number;
  /** In the order of the files; none if all is as it was written. */
  findings: EventLogFinding[];
}

/** Looks at every line of an event log, and at how each follows the one before. */
export async function verifyEventLog(
  folder: LogFolder,
  source: EventLogSource,
): Promise<EventLogVerification> {
  const segments = await findEventLogFiles(folder, source);
  const sequences = new SequenceCheck();
  const findings: EventLogFinding[] = [];
  let records = 0;
  for await (const batch of readEventBatches(folder, source, {})) {
    for (const one of batch) {
      if (one.kind === 'record') {
        records += 1;
        sequences.add(one);
      } else {
        const { length: _, ...finding } = one;
        findings.push(finding);
      }
    }
  }
  const known = new Set(findings.map(({ segment, lineNumber }) => `${segment}:${lineNumber}`));
  const foreign = new Set(findings.flatMap(({ kind, segment }) => (kind === 'foreign' ? [segment] : [])));
  let checked = 0;
  for (const file of segments) {
    if (foreign.has(file.segment)) continue;
    const checks = await checkLines(folder, file);
    checked += checks.checked;
    findings.push(
      ...checks.findings.filter(({ segment, lineNumber }) => !known.has(`${segment}:${lineNumber}`)),
    );
  }
  findings.push(...sequences.findings());
  return { records, checked, findings: findings.sort(inFileOrder) };
}

function inFileOrder(a: EventLogFinding, b: EventLogFinding): number {
  return a.segment - b.segment || a.byteOffset - b.byteOffset;
}

/** The checks of one segment. */
async function checkLines(
  folder: LogFolder,
  file: Segment,
): Promise<{ checked: number; findings: EventLogFinding[] }> {
  const { segment } = file;
  const findings: EventLogFinding[] = [];
  let checked = 0;
  /** Of the line before; undefined where that is unknown. */
  let previous: number | undefined = 0;
  for await (const { bytes, lineNumber, byteOffset } of linesOf(folder, file)) {
    const check = findLineCheck(bytes);
    const isFirst = lineNumber === 1;
    if (check === undefined) {
      const reason = 'the line has no checksum';
      findings.push({ kind: 'check-missing', segment, lineNumber, byteOffset, reason });
      previous = isFirst ? 0 : undefined;
      continue;
    }
    checked += 1;
    if (previous !== undefined && !isChecked(check, previous)) {
      const reason = 'the line, or what stood before it, was changed, removed or moved';
      findings.push({ kind: 'check', segment, lineNumber, byteOffset, reason });
    }
    // The first line is outside of the chain.
    previous = isFirst ? 0 : check.stated;
  }
  // An event log that was written without checksums misses none.
  return checked === 0 ? { checked, findings: [] } : { checked, findings };
}

interface RawLine {
  bytes: Buffer;
  lineNumber: number;
  byteOffset: number;
}

/** Whole lines that are not longer than we read; what is longer is told by the reader of events. */
async function* linesOf(folder: LogFolder, file: Segment): AsyncGenerator<RawLine> {
  const { bytes: source } = await openSegment(folder, file);
  try {
    /** What blocks before held of a line that has not come to its end; nothing once it is too long. */
    let parts: Buffer[] = [];
    /** Bytes of that line so far. */
    let length = 0;
    let lineNumber = 1;
    let byteOffset = 0;
    for (;;) {
      const block = await nextBlock(source);
      if (block === undefined) return;
      let start = 0;
      for (let end = block.indexOf(NEWLINE); end !== -1; end = block.indexOf(NEWLINE, start)) {
        length += end - start;
        const last = block.subarray(start, end);
        const bytes = parts.length === 0 ? last : Buffer.concat([...parts, last]);
        if (length <= MAX_LINE_BYTES) yield { bytes, lineNumber, byteOffset };
        lineNumber += 1;
        byteOffset += length + 1;
        [parts, length, start] = [[], 0, end + 1];
      }
      length += block.length - start;
      if (length > MAX_LINE_BYTES) parts = [];
      else if (start < block.length) parts.push(block.subarray(start));
    }
  } finally {
    await source.close();
  }
}

/** The next bytes; undefined at the end. */
async function nextBlock(source: ByteSource): Promise<Buffer | undefined> {
  const buffer = Buffer.allocUnsafe(READ_BUFFER_BYTES);
  try {
    const count = await source.read(buffer, 0);
    return count === 0 ? undefined : buffer.subarray(0, count);
  } catch (error) {
    // What cannot be decompressed is told by the reader of events as well.
    if (error instanceof CompressionError) return undefined;
    throw error;
  }
}

/** Whether numbers follow each other. What a `journal_gap` names is explained, wherever that stands. */
class SequenceCheck {
  readonly #breaks: { from: number; to: number; finding: EventLogFinding }[] = [];
  readonly #explained: { from: number; to: number }[] = [];
  #last = 0;

  add({ seq, eventType, data, segment, lineNumber, byteOffset }: EventRecord): void {
    if (seq === undefined) return;
    if (seq !== this.#last + 1) {
      const reason =
        seq > this.#last
          ? `the numbers from ${this.#last + 1} to ${seq - 1} are missing before it`
          : `its number ${seq} comes after ${this.#last}`;
      const finding: EventLogFinding = { kind: 'sequence', segment, lineNumber, byteOffset, reason };
      this.#breaks.push({ from: this.#last + 1, to: seq - 1, finding });
    }
    this.#last = seq;
    if (eventType !== 'journal_gap') return;
    const { from_sequence: from, to_sequence: to } = (data ?? {}) as Record<string, unknown>;
    if (typeof from === 'number' && typeof to === 'number') this.#explained.push({ from, to });
  }

  findings(): EventLogFinding[] {
    const isExplained = (from: number, to: number): boolean => {
      let next = from;
      for (const gap of [...this.#explained].sort((a, b) => a.from - b.from)) {
        if (gap.from <= next && gap.to >= next) next = gap.to + 1;
      }
      return from <= to && next > to;
    };
    return this.#breaks.flatMap(({ from, to, finding }) => (isExplained(from, to) ? [] : [finding]));
  }
}
