import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { parseLogFileName } from '@opta/journal-format';
import { type EventLogEntry, findEventInLine, type JournalStore, RecordSequence } from '@opta/journal-store';
import { FilePlace } from './file-place.js';
import type { Followed } from './followed.js';
import { type FileLine, readLines } from './read-lines.js';

/** Bytes of which nothing is seen. */
const BLANK = /^[ \t\r\uFEFF]*$/;

/** Up to where an event log was read. */
export interface EventLogPlace {
  segment: string;
  place: FilePlace;
  /** Number of the last record before it, if records have numbers. */
  lastSequence: number | undefined;
}

/**
 * Reads one event log as it grows, through all its segments: every record once. A file that was rewritten, cut short,
 * or moved to the archive is found again by what was read of it last.
 */
export class EventLogCursor {
  /** Name of its first segment when it was found. */
  readonly name: string;
  readonly #store: JournalStore;
  readonly #sequence = new RecordSequence();
  #segment: string;
  #place: FilePlace;
  #lastSequence: number | undefined;
  /** Set while a rewritten segment is read again: records up to this number are known. */
  #known: number | undefined;

  constructor(store: JournalStore, { fileName, segments }: EventLogEntry) {
    this.#store = store;
    this.name = fileName;
    this.#segment = segments[0] ?? fileName;
    this.#place = new FilePlace();
  }

  /** Name of the segment that is read now. */
  get segment(): string {
    return this.#segment;
  }

  /** Goes on behind what was read of it otherwise. */
  moveTo({ segment, place, lastSequence }: EventLogPlace): void {
    this.#segment = segment;
    this.#place = place;
    this.#isRepeated(lastSequence);
  }

  /**
   * What has been written since the last time.
   *
   * @param entry - of a listing that is as new as this reading: a segment with a successor is complete
   * @throws ENOENT where the segment is not in its folder any more
   */
  async *read(entry: EventLogEntry): AsyncGenerator<Followed> {
    for (;;) {
      const next = entry.segments[entry.segments.indexOf(this.#segment) + 1];
      yield* this.#readSegment();
      if (next === undefined || !entry.segments.includes(this.#segment)) return;
      this.#moveToNext(next);
    }
  }

  /** The rest of what was moved to the archive, and the segments after it that were not. */
  async *readArchived(entry: EventLogEntry, isLive: (segment: string) => boolean): AsyncGenerator<Followed> {
    const from = entry.segments.indexOf(this.#segment);
    const rest = entry.segments.slice(Math.max(0, from));
    const live = rest.findIndex(isLive);
    const archived = live === -1 ? rest : rest.slice(0, live);
    const current = segmentNumber(this.#segment);
    for await (const found of this.#store.readEvents({ ...entry, segments: archived })) {
      if (found.kind !== 'record') continue;
      if (found.segment === current && found.byteOffset < this.#place.offset) continue;
      const { segment: _, byteOffset: __, lineNumber: ___, ...record } = found;
      if (!this.#isRepeated(record.seq)) yield { kind: 'record', record: { ...record, eventLog: this.name } };
    }
    if (live === -1) return;
    this.#moveToNext(rest[live] as string);
    yield* this.read(entry);
  }

  async *#readSegment(): AsyncGenerator<Followed> {
    const file = await open(join(this.#store.sessionLogsDir, this.#segment));
    try {
      const change = await this.#place.check(file);
      if (change === 'same') return;
      if (change === 'rewritten') yield* this.#beginAgain();
      for await (const line of readLines(file, this.#place.offset)) {
        const followed = this.#take(line);
        this.#place.advance(line);
        if (followed !== undefined) yield followed;
      }
      this.#known = undefined;
    } finally {
      await file.close();
    }
  }

  /** Records have numbers by which those that were read are known; those of other programs have none. */
  async *#beginAgain(): AsyncGenerator<Followed> {
    this.#known = this.#lastSequence;
    if (this.#known === undefined) {
      yield { kind: 'notice', text: `${this.#segment} was rewritten: its records are read again.` };
    }
  }

  #take(line: FileLine): Followed | undefined {
    const found = line.bytes === undefined ? undefined : findEventInLine(line.bytes);
    if (found === undefined) {
      if (line.bytes !== undefined && BLANK.test(line.bytes.toString('latin1'))) return undefined;
      const text = `${this.#segment}: ${line.length} bytes from byte ${line.byteOffset} on are damaged and left out.`;
      return { kind: 'notice', text };
    }
    const { record } = found;
    if (this.#isRepeated(record.seq)) return undefined;
    return { kind: 'record', record: { ...record, eventLog: this.name } };
  }

  #isRepeated(sequence: number | undefined): boolean {
    if (sequence === undefined) return false;
    if (this.#known !== undefined) {
      if (sequence <= this.#known) return true;
      this.#known = undefined;
    }
    if (this.#sequence.isRepeated(sequence)) return true;
    this.#lastSequence = sequence;
    return false;
  }

  #moveToNext(segment: string): void {
    this.#segment = segment;
    this.#place = new FilePlace();
    this.#known = undefined;
  }
}

function segmentNumber(fileName: string): number {
  const name = parseLogFileName(fileName);
  return name?.kind === 'events' ? name.segment : 1;
}
