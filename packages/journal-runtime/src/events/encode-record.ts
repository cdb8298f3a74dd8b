import { type JsonTextLimits, toJsonText } from '@opta/journal-store';
import type { JournalRedaction } from '../redaction/journal-redaction.js';
import { copyFlatData } from './copy-flat-data.js';
import type { NormalEvent } from './normalise-event.js';

/** A record whose data is encoded, and held as a reader of the event log will find it. */
export interface EncodedRecord {
  type: string;
  json: string;
  data: unknown;
  /** Epoch milliseconds. */
  time: number;
  /** One of the journal's own, which the ledger does not count. */
  own: boolean;
  /** The id under which an event feed gave it. */
  feedId?: string | undefined;
}

/** Encodes one of the journal's own records, whose texts have no secrets. Undefined where it cannot be stored. */
export function encodeOwnRecord(
  record: Omit<EncodedRecord, 'json' | 'own'>,
  limits?: JsonTextLimits,
): EncodedRecord | undefined {
  const encoded = toJsonText(record.data, limits);
  if (!encoded.ok) return undefined;
  return { ...record, json: encoded.json, data: JSON.parse(encoded.json), own: true };
}

/** Encodes an event without its secrets. Undefined where its data cannot be stored in any form. */
export function encodeEvent(
  { type, data, time, feedId }: NormalEvent,
  redaction: JournalRedaction,
): EncodedRecord | undefined {
  const flat = copyFlatData(data);
  const encoded = toJsonText(flat ?? data, { redactText: redaction.redactText });
  if (!encoded.ok) return undefined;
  const json = redaction.redactJson(encoded.json, flat);
  const isAsGiven = flat !== undefined && json === encoded.json && encoded.truncated === undefined;
  return {
    type,
    json,
    data: isAsGiven ? flat : JSON.parse(json),
    time,
    own: false,
    feedId: withoutSecret(feedId, redaction),
  };
}

/** An id that looks like a secret is left out: nobody can go on after one that was changed. */
function withoutSecret(feedId: string | undefined, redaction: JournalRedaction): string | undefined {
  return feedId !== undefined && redaction.redactText(feedId) === feedId ? feedId : undefined;
}
