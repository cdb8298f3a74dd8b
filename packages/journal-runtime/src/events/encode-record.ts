import { type JsonTextLimits, toJsonText } from '@opta/journal-store';

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
