import { ENCODE_STEP_CHARACTERS, SPARE_WRITE_BUFFERS, WRITE_BUFFER_BYTES } from '../constants.js';

/** Most bytes that one UTF-16 unit takes in UTF-8. */
const BYTES_PER_UNIT = 3;

/** Whole lines that are written with one call. */
export interface Batch {
  buffer: Buffer;
  /** Bytes of `buffer` that are lines. */
  length: number;
  lines: number;
  /** Epoch milliseconds of the newest of them. */
  newestTime: number;
  /** The segment to whose file it belongs. */
  segment: number;
  /** Set for the first line of a further segment, which has a batch of its own. */
  header?: SegmentHeader;
  /** Where it stands in the segment's file, once a write has begun. */
  position?: number;
  /** Bytes that are in the file already. */
  written: number;
}

export interface SegmentHeader {
  seq: number;
  /** Epoch milliseconds. */
  time: number;
}

/**
 * Lines on their way to the disk: collected as text, encoded in small steps into buffers that are used again,
 * taken as batches in their order.
 */
export class LineQueue {
  readonly #ready: Batch[] = [];
  readonly #spare: Buffer[] = [];
  /** How many were spare at the least since it was looked at last. */
  #leastSpare = 0;
  readonly #encodeHeader: (segment: number, header: SegmentHeader) => Buffer;
  #filling: Batch | undefined;
  #text = '';
  #textLines = 0;
  #newestTime = 0;
  #encodedBytes = 0;
  #segment = 1;
  #segmentBytes: number;

  constructor(options: {
    /** Bytes that the first segment has already. */
    segmentBytes: number;
    encodeHeader(segment: number, header: SegmentHeader): Buffer;
  }) {
    this.#segmentBytes = options.segmentBytes;
    this.#encodeHeader = options.encodeHeader;
  }

  /** Bytes that wait; a character that is not encoded yet counts as one. */
  get bytes(): number {
    return this.#encodedBytes + this.#text.length;
  }

  /** The segment that takes the next line. */
  get segment(): number {
    return this.#segment;
  }

  /** Bytes of that segment so far, those that wait included. */
  get segmentBytes(): number {
    return this.#segmentBytes + this.#text.length;
  }

  get oldest(): Batch | undefined {
    return this.#ready[0];
  }

  /** @param time - epoch milliseconds of the line */
  push(line: string, time: number): void {
    this.#text += line;
    this.#textLines += 1;
    this.#newestTime = time;
    if (this.#text.length >= ENCODE_STEP_CHARACTERS) this.#encode();
  }

  /** Whatever is pushed from here on belongs to the next segment. */
  beginSegment(header: SegmentHeader): void {
    this.#encode();
    this.#seal();
    this.#segment += 1;
    const buffer = this.#encodeHeader(this.#segment, header);
    this.#ready.push({
      buffer,
      length: buffer.length,
      lines: 1,
      newestTime: header.time,
      segment: this.#segment,
      header,
      written: 0,
    });
    this.#encodedBytes += buffer.length;
    this.#segmentBytes = buffer.length;
  }

  /** The header of the first segment that waits behind this one. */
  headerAfter(segment: number): SegmentHeader | undefined {
    return this.#ready.find((batch) => batch.header !== undefined && batch.segment > segment)?.header;
  }

  /** The name of a segment is taken: it and all that follow get the next number. */
  shiftSegments(from: number): void {
    for (const batch of this.#ready) {
      if (batch.segment < from) continue;
      batch.segment += 1;
      if (batch.header === undefined) continue;
      const buffer = this.#encodeHeader(batch.segment, batch.header);
      this.#encodedBytes += buffer.length - batch.length;
      batch.buffer = buffer;
      batch.length = buffer.length;
    }
    if (this.#filling !== undefined && this.#filling.segment >= from) this.#filling.segment += 1;
    if (this.#segment >= from) this.#segment += 1;
  }

  /**
   * Forget what waits, for one segment or for all; what waits for other segments stays.
   *
   * @returns what was forgotten
   */
  drop(segment?: number): Batch[] {
    this.prepare(true);
    const batches = this.#ready.splice(0);
    const isDropped = (batch: Batch): boolean => segment === undefined || batch.segment === segment;
    this.#ready.push(...batches.filter((batch) => !isDropped(batch)));
    this.#encodedBytes = this.#ready.reduce((sum, { length }) => sum + length, 0);
    return batches.filter(isDropped);
  }

  /**
   * @param all - also what does not fill a batch
   * @returns how many batches can be taken now
   */
  prepare(all: boolean): number {
    if (all) {
      this.#encode();
      this.#seal();
    }
    return this.#ready.length;
  }

  /**
   * Forget the oldest batch after it was written.
   *
   * @param isReadStill - by another thread perhaps, so that nothing else may come into its buffer
   */
  removeOldest(isReadStill = false): void {
    const batch = this.#ready.shift();
    if (batch === undefined) return;
    this.#encodedBytes -= batch.length;
    if (isReadStill) return;
    if (batch.buffer.length === WRITE_BUFFER_BYTES) this.#spare.push(batch.buffer);
  }

  /**
   * Gives back the memory of buffers that were not needed since the last call. Those that a flood needs are kept
   * meanwhile: as garbage they would take many times as much until they are collected.
   *
   * @returns whether there are more than are kept for ever, so that it is to be called again
   */
  releaseUnused(): boolean {
    const unused = this.#leastSpare - SPARE_WRITE_BUFFERS;
    if (unused > 0) this.#spare.length -= unused;
    this.#leastSpare = this.#spare.length;
    return this.#leastSpare > SPARE_WRITE_BUFFERS;
  }

  #encode(): void {
    if (this.#text === '') return;
    const batch = this.#batchFor(this.#text);
    const bytes = batch.buffer.write(this.#text, batch.length);
    batch.length += bytes;
    batch.lines += this.#textLines;
    batch.newestTime = this.#newestTime;
    this.#encodedBytes += bytes;
    this.#segmentBytes += bytes;
    this.#text = '';
    this.#textLines = 0;
    // Where the next step might not fit, the batch is as full as it gets.
    if (batch.buffer.length - batch.length < ENCODE_STEP_CHARACTERS * BYTES_PER_UNIT) this.#seal();
  }

  #batchFor(text: string): Batch {
    const most = text.length * BYTES_PER_UNIT;
    const room = this.#filling === undefined ? 0 : this.#filling.buffer.length - this.#filling.length;
    if (this.#filling !== undefined && most <= room) return this.#filling;
    this.#seal();
    const isLarge = most > WRITE_BUFFER_BYTES;
    const buffer = isLarge ? Buffer.allocUnsafeSlow(Buffer.byteLength(text)) : this.#takeBuffer();
    this.#filling = { buffer, length: 0, lines: 0, newestTime: 0, segment: this.#segment, written: 0 };
    return this.#filling;
  }

  #takeBuffer(): Buffer {
    const buffer = this.#spare.pop() ?? Buffer.allocUnsafeSlow(WRITE_BUFFER_BYTES);
    this.#leastSpare = Math.min(this.#leastSpare, this.#spare.length);
    return buffer;
  }

  #seal(): void {
    if (this.#filling === undefined) return;
    this.#ready.push(this.#filling);
    this.#filling = undefined;
  }
}
