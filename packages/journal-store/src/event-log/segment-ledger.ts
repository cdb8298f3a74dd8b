import type { LineMark } from './line-mark.js';

/** What went to one segment, so that it can be said what was in it when its file is gone. */
export interface SegmentContent {
  segment: number;
  /** Sequence of its first and last line. */
  from: number;
  to: number;
  /** Epoch milliseconds of these. */
  fromTime: number;
  toTime: number;
  /** Lines of each type, the journal's own included. */
  byType: Map<string, number>;
  /** Bytes of its file, once that is complete. */
  bytes: number;
}

/** Counts of every segment of an event log that is being written. The lines themselves count in their types. */
export class SegmentLedger {
  readonly #takeCounts: () => Map<string, number>;
  readonly #ended: SegmentContent[] = [];
  #segment = 1;
  #from = 1;
  #fromTime: number;
  /** The content of the segment that takes lines was asked for: it is gone. */
  #isTaken = false;

  constructor(startedAt: number, takeCounts: () => Map<string, number>) {
    this.#fromTime = startedAt;
    this.#takeCounts = takeCounts;
  }

  /** A segment ends with this line, and the next one begins. */
  begin(segment: number, last: LineMark, time: number): void {
    if (!this.#isTaken) this.#ended.push(this.#current(last));
    this.#isTaken = false;
    this.#segment = segment;
    this.#from = last.sequence + 1;
    this.#fromTime = time;
  }

  /** The file of a segment is complete. */
  complete(segment: number, bytes: number): void {
    for (const content of this.#ended) if (content.segment === segment) content.bytes = bytes;
  }

  /** The names of some segments were taken, so that they and all after them have the next number. */
  shift(from: number): void {
    for (const content of this.#ended) if (content.segment >= from) content.segment += 1;
    if (this.#segment >= from) this.#segment += 1;
  }

  /** Segments before the given one. */
  before(segment: number): readonly SegmentContent[] {
    return this.#ended.filter((content) => content.segment < segment);
  }

  /** What was in a segment; it is forgotten here. */
  take(segment: number, last: LineMark): SegmentContent {
    const index = this.#ended.findIndex((content) => content.segment === segment);
    const [ended] = index === -1 ? [] : this.#ended.splice(index, 1);
    if (ended !== undefined) return ended;
    this.#isTaken = true;
    return this.#current(last);
  }

  #current({ sequence, time }: LineMark): SegmentContent {
    const byType = this.#takeCounts();
    // The first line of a segment may have been encoded again, or elsewhere.
    byType.set('journal_session_start', 1);
    return {
      segment: this.#segment,
      from: this.#from,
      to: sequence,
      fromTime: this.#fromTime,
      toTime: time,
      byType,
      bytes: 0,
    };
  }
}

/** The events among them: the journal's own records are not counted. */
export function eventsOf(byType: ReadonlyMap<string, number>): Record<string, number> {
  return Object.fromEntries([...byType].filter(([type]) => !type.startsWith('journal_')));
}
