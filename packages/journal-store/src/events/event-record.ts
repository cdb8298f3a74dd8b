import type { EventSeverity } from '@opta/journal-format';

/** One record of an event log. */
export interface EventRecord {
  kind: 'record';
  /** Its number in the session, from 1; absent in logs that are not ours. */
  seq?: number;
  eventType: string;
  /** ISO 8601 with offset, as it stands there; empty if it is missing. */
  timestamp: string;
  /** Epoch milliseconds, with a fraction where the log has one; NaN if neither time can be read. */
  time: number;
  data: unknown;
  /** Number of the segment, from 1. */
  segment: number;
  /** Where its line begins in the segment's file. */
  byteOffset: number;
  /** From 1, in the segment's file. */
  lineNumber: number;
  /** Further keys of the line. */
  extra?: Record<string, unknown>;
}

/**
 * Bytes of an event log that are no record of it. `unfinished` is a last line without its newline: it is being
 * written, or was cut short. `foreign` is a whole file that bears the name of a further segment and belongs to
 * another session. `damaged` is everything else.
 */
export interface DamagedSpan {
  kind: 'damaged' | 'unfinished' | 'foreign';
  segment: number;
  byteOffset: number;
  /** Bytes, the newline included. */
  length: number;
  lineNumber: number;
  /** What is wrong with it. */
  reason: string;
}

/** What stands in some lines that follow each other, in their order. */
export type EventBatch = readonly (EventRecord | DamagedSpan)[];

/** What is read of an event log. Everything that is given must match. */
export interface EventFilter {
  /** Event types; `*` stands for any characters. */
  types?: readonly string[] | undefined;
  /** This severity or a worse one, by event type. */
  severity?: EventSeverity | undefined;
  /** Epoch milliseconds of the first and the last moment. */
  since?: number | undefined;
  until?: number | undefined;
  /** Records with this number or a greater one; those without a number do not match. */
  fromSequence?: number | undefined;
  /** Longest line that is read, in bytes; longer ones count as damaged. Default 16 MiB. */
  maxLineBytes?: number | undefined;
}
