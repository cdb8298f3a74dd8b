import type { LineRecord } from '@opta/journal-store';
import { MAX_DATA_DEPTH } from '../constants.js';
import { BOUNDARY_CHARACTER, type SearchDocument } from '../documents/document.js';
import type { Facts } from '../query/match-facts.js';
import type { EventSession } from './event-session.js';

const BETWEEN = ` ${BOUNDARY_CHARACTER} `;
const LINE_BREAKS = /[\r\n]/g;

/** What is searched of an event: its type, and the keys and values of its data. */
export function eventDocument(event: LineRecord, session: EventSession): SearchDocument {
  const { eventType: type, data } = event;
  const fields = [type, ...describe(data, '', 0)].map((field) => field.replace(LINE_BREAKS, ' '));
  const blocks = [{ text: fields.join(BETWEEN).normalize('NFC'), from: 0 }];
  return { title: type, facts: eventFacts(event, session), blocks };
}

function eventFacts(
  { eventType: type, time: at, data }: LineRecord,
  { device, user, model }: EventSession,
): Facts {
  const facts: Facts = { kind: 'event', at, type };
  const fields = typeof data === 'object' && data !== null ? (data as Record<string, unknown>) : {};
  const named = [fields.model_id, fields.model, model].find((value) => typeof value === 'string');
  if (device !== undefined) facts.device = device;
  if (user !== undefined) facts.user = user;
  if (named !== undefined) facts.model = named as string;
  return facts;
}

function* describe(value: unknown, label: string, depth: number): Generator<string> {
  if (depth > MAX_DATA_DEPTH || value === undefined) return;
  if (typeof value === 'string' || typeof value === 'number') {
    yield label === '' ? String(value) : `${label}: ${value}`;
  } else if (typeof value !== 'object' || value === null) {
    if (label !== '') yield label;
  } else {
    if (label !== '') yield label;
    for (const [key, part] of Object.entries(value)) {
      yield* describe(part, Array.isArray(value) ? '' : key, depth + 1);
    }
  }
}
