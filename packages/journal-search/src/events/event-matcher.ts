import { eventSeverity, parseLogFileName } from '@opta/journal-format';
import { createRedactor } from '@opta/journal-redact';
import { type EventLine, type LineRecord, parseEventLine } from '@opta/journal-store';
import type { SearchDocument } from '../documents/document.js';
import { makeSnippet } from '../documents/make-snippet.js';
import { matchDocument } from '../documents/match-document.js';
import { logTime } from '../folders/log-time.js';
import type { Found } from '../pages/found.js';
import type { SearchContext } from '../pages/search-context.js';
import type { Query } from '../query/query.js';
import type { SearchHit } from '../types.js';
import { eventDocument } from './event-document.js';
import type { SearchedEventLog } from './event-log.js';
import type { EventSession } from './event-session.js';
import type { Line } from './line.js';
import { parseEvent } from './parse-event.js';

/** A segment begins behind every place that one before it can have. */
const SEGMENT_PLACES = 2 ** 40;

interface Match {
  event: LineRecord;
  document: SearchDocument;
}

/** Decides which lines of one event log match a query, and makes hits of them. */
export class EventMatcher {
  readonly #context: SearchContext;
  readonly #log: SearchedEventLog;
  readonly #session: EventSession;
  /** Without what is excluded: that is asked of the redacted event only, or the answer would tell of secrets. */
  readonly #included: Query;

  constructor(context: SearchContext, log: SearchedEventLog, session: EventSession) {
    this.#context = context;
    this.#log = log;
    // Old event logs do not say it otherwise.
    this.#session = { device: log.entry.device, ...session };
    this.#included = { ...context.query, excludedTerms: [], excludedFilters: [] };
  }

  /** @param segment - number of the segment in which the line stands */
  match({ bytes, offset }: Line, segment: number): Found | undefined {
    const line = parseEvent(bytes);
    const match = line && this.#matchEvent(line);
    if (match === undefined) return undefined;
    const key = {
      at: match.event.time,
      fileName: this.#log.entry.fileName,
      place: segment * SEGMENT_PLACES + offset,
    };
    return { key, toHit: () => this.#toHit(match) };
  }

  /** A line must match as it stands, and still without its secrets: the latter is what is answered. */
  #matchEvent({ json, record }: EventLine): Match | undefined {
    const { query, redaction } = this.#context;
    if (this.#matchAs(record, this.#included) === undefined) return undefined;
    const shown = parseEventLine(createRedactor(redaction).redactJson(json));
    return 'record' in shown ? this.#matchAs(shown.record, query) : undefined;
  }

  #matchAs(event: LineRecord, query: Query): Match | undefined {
    const timed = Number.isNaN(event.time) ? { ...event, time: this.#begin() } : event;
    const document = eventDocument(timed, this.#session);
    if (!matchDocument(document, query, this.#context.series)) return undefined;
    return { event: timed, document };
  }

  /** Where an event has no time of its own, that of its log counts. */
  #begin(): number {
    return logTime(parseLogFileName(this.#log.entry.fileName), {}, this.#context.timeZone);
  }

  #toHit({ event, document }: Match): SearchHit {
    const { fileName, archived } = this.#log.entry;
    const { seq, eventType: type, time: at } = event;
    const { session } = this.#session;
    const { snippet, marks } = makeSnippet(document, this.#context.query.terms);
    return {
      kind: 'event',
      fileName,
      ...(archived === undefined ? {} : { archived }),
      at,
      title: type,
      ...(session === undefined ? {} : { session }),
      ...(seq === undefined ? {} : { seq }),
      type,
      severity: eventSeverity(type),
      snippet,
      marks,
      target: seq === undefined ? fileName : `${fileName}#seq=${seq}`,
    };
  }
}
