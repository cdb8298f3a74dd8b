import type { Found } from '../pages/found.js';
import { compareKeys } from '../pages/hit-key.js';
import type { SearchContext } from '../pages/search-context.js';
import type { SearchedEventLog, Segment } from './event-log.js';
import { EventMatcher } from './event-matcher.js';
import { type EventSession, parseEventSession, readEventSession } from './event-session.js';
import { LastHits } from './last-hits.js';
import { createLineFilter, type LineFilter } from './line-filter.js';
import { linesBackward } from './lines-backward.js';
import { linesForward } from './lines-forward.js';
import { type OpenSegment, openSegment } from './open-segment.js';
import { readFirstLine } from './read-first-line.js';

/**
 * The hits of one event log, the last one first. They come in the reverse of the order in which they were written,
 * also where the clock was set back meanwhile; so what is behind a cursor is all from the first hit behind it.
 */
export async function* searchEventLog(context: SearchContext, log: SearchedEventLog): AsyncGenerator<Found> {
  const filter = createLineFilter(context.query);
  const session = await readSessionOf(log);
  const matcher = new EventMatcher(context, log, session);
  let isBehind = context.after === undefined;
  for (const segment of [...log.segments].reverse()) {
    for await (const found of searchSegment({ context, segment, matcher, filter, session, isBehind })) {
      isBehind ||= isAfter(found, context);
      if (isBehind) yield found;
    }
  }
}

function isAfter({ key }: Found, { after }: SearchContext): boolean {
  if (after === undefined) return true;
  return key.fileName === after.fileName ? key.place < after.place : compareKeys(after, key) < 0;
}

interface SegmentSearch {
  context: SearchContext;
  segment: Segment;
  matcher: EventMatcher;
  filter: LineFilter;
  session: EventSession;
  /** Whether every hit of it is behind the cursor. */
  isBehind: boolean;
}

async function* searchSegment(search: SegmentSearch): AsyncGenerator<Found> {
  const file = openSegment(search.segment);
  if (file === undefined) return;
  try {
    if (file.isCompressed) yield* searchCompressed(search, file);
    else yield* searchPlain(search, file);
  } finally {
    file.close();
  }
}

async function* searchPlain(search: SegmentSearch, file: OpenSegment): AsyncGenerator<Found> {
  const { segment, matcher, filter } = search;
  segment.session ??= readEventSession(file);
  if (isForeign(search, segment.session)) return;
  for await (const lines of linesBackward(file, filter)) {
    for (const line of lines) {
      const found = matcher.match(line, segment.number);
      if (found !== undefined) yield found;
    }
  }
}

/** Hits are found from the first one on, so the last ones are kept until all are known. */
async function* searchCompressed(search: SegmentSearch, file: OpenSegment): AsyncGenerator<Found> {
  const { context, segment, matcher, filter, isBehind } = search;
  const { paths } = segment;
  const damaged = (error: unknown): void =>
    context.note(`${paths[0]} is damaged: ${(error as Error).message}. What is before was searched.`);
  segment.session ??= parseEventSession(await readFirstLine(file));
  if (isForeign(search, segment.session)) return;
  const last = new LastHits(context.limit, (found) => isBehind || isAfter(found, context));
  for await (const lines of linesForward(file, filter, damaged)) {
    for (const line of lines) {
      const found = matcher.match(line, segment.number);
      if (found !== undefined) last.add(found);
    }
  }
  yield* last.newestFirst();
}

/** A file of another session may bear the name of a further segment. */
function isForeign({ session }: SegmentSearch, own: EventSession): boolean {
  return own.session !== undefined && session.session !== undefined && own.session !== session.session;
}

/** What the first segment says; the next one that says it where that is damaged. */
async function readSessionOf({ segments }: SearchedEventLog): Promise<EventSession> {
  for (const segment of segments) {
    const session = segment.session ?? (await readSegmentSession(segment));
    if (session === undefined) continue;
    segment.session = session;
    if (session.session !== undefined) return session;
  }
  return {};
}

/** Undefined where it is gone. */
async function readSegmentSession(segment: Segment): Promise<EventSession | undefined> {
  const file = openSegment(segment);
  try {
    if (file === undefined) return undefined;
    return file.isCompressed ? parseEventSession(await readFirstLine(file)) : readEventSession(file);
  } finally {
    file?.close();
  }
}
