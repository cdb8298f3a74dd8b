import { MAX_TYPES, OTHER_TYPES } from '../constants.js';
import type { EventLogStats } from './event-log.js';

/** The counts of an event log that is being written. */
export class EventLogCounts implements EventLogStats {
  /** The first line is there already. */
  written = 1;
  dropped = 0;
  readonly droppedByType: Record<string, number> = Object.create(null) as Record<string, number>;
  bytes: number;
  segments = 1;
  sequence = 1;
  failedSyncs = 0;
  writeError: Error | undefined;
  syncError: Error | undefined;
  readonly #queue: { readonly bytes: number };
  #types = 0;

  constructor(queue: { readonly bytes: number }, bytes: number) {
    this.#queue = queue;
    this.bytes = bytes;
  }

  get queuedBytes(): number {
    return this.#queue.bytes;
  }

  get lastError(): Error | undefined {
    return this.writeError ?? this.syncError;
  }

  nextSequence(): number {
    this.sequence += 1;
    return this.sequence;
  }

  /** @param count - lines of that type */
  drop(type: string, count = 1): void {
    this.dropped += count;
    const isKnown = type in this.droppedByType;
    const row = isKnown || this.#types < MAX_TYPES ? type : OTHER_TYPES;
    if (!isKnown) this.#types += 1;
    this.droppedByType[row] = (this.droppedByType[row] ?? 0) + count;
  }

  /** A file with so many lines that had been written is gone. */
  lose(byType: ReadonlyMap<string, number>, written: { lines: number; bytes: number }): void {
    for (const [type, count] of byType) this.drop(type, count);
    this.written -= written.lines;
    this.bytes -= written.bytes;
  }
}
