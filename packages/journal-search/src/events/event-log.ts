import { join } from 'node:path';
import { parseLogFileName } from '@opta/journal-format';
import { ARCHIVE_DIRECTORY, COMPRESSED_ENDING, type EventLogEntry } from '@opta/journal-store';
import { nameTimeBounds } from '../folders/log-time.js';
import type { EventSession } from './event-session.js';
import { openSegment } from './open-segment.js';
import { readEdgeTimes } from './read-edge-times.js';

/** A file of an event log. Where it is, is seen when it is opened: it may be archived or restored meanwhile. */
export interface Segment {
  /** From 1. */
  number: number;
  /** Paths at which it may be, the live one first. */
  paths: string[];
  /** What its first line says of its session, once that was read. */
  session?: EventSession;
}

/** An event log with the times between which its events can be. */
export interface SearchedEventLog {
  entry: EventLogEntry;
  /** In their order. */
  segments: Segment[];
  /** Epoch milliseconds. */
  earliest: number;
  latest: number;
}

export function toSearchedEventLog(directory: string, entry: EventLogEntry): SearchedEventLog {
  const month = join(directory, ARCHIVE_DIRECTORY, entry.archived ?? entry.date.slice(0, 7));
  const segments = entry.segments.map((name) => ({
    number: segmentNumber(name),
    paths: [join(directory, name), join(month, `${name}${COMPRESSED_ENDING}`), join(month, name)],
  }));
  return { entry, segments, ...spanOf(entry, segments) };
}

function segmentNumber(name: string): number {
  const parsed = parseLogFileName(name);
  return parsed?.kind === 'events' ? parsed.segment : 1;
}

/** By the name and the last change; and, as far as that is known, by what the lines say themselves. */
function spanOf(
  { fileName, modifiedAt }: EventLogEntry,
  segments: readonly Segment[],
): { earliest: number; latest: number } {
  const named = nameTimeBounds(fileName).earliest;
  const times = edgesOf(segments).map(readSegmentTimes);
  return {
    earliest: Math.min(named, ...times.map(({ least }) => least)),
    // Where the last change is before the begin, it says nothing.
    latest:
      named > modifiedAt
        ? Number.POSITIVE_INFINITY
        : Math.max(modifiedAt, ...times.map(({ greatest }) => greatest)),
  };
}

function edgesOf(segments: readonly Segment[]): Segment[] {
  return [...new Set([segments[0], segments.at(-1)])].filter((segment) => segment !== undefined);
}

/** Nothing of a compressed one: that would have to be read as a whole. */
function readSegmentTimes(segment: Segment): { least: number; greatest: number } {
  const file = openSegment(segment);
  try {
    if (file !== undefined && !file.isCompressed) return readEdgeTimes(file);
    return { least: Number.POSITIVE_INFINITY, greatest: Number.NEGATIVE_INFINITY };
  } finally {
    file?.close();
  }
}
