import { type JsonTextLimits, toJsonText } from '@opta/journal-store';
import { copyFlatData } from './copy-flat-data.js';

/** A record whose data is encoded, and held as a reader of the event log will find it. */
export interface EncodedRecord {
  type: string;
  json: string;
  data: unknown;
  /** Epoch milliseconds. */
  time: number;
  /** One of the journal's own, which the ledger does not count. */
  own: boolean;
}

/** Undefined where the data cannot be stored in any form. */
export function encodeRecord(
  record: Omit<EncodedRecord, 'json'>,
  limits?: JsonTextLimits,
): EncodedRecord | undefined {
  const { type, time, own } = record;
  const flat = copyFlatData(record.data);
  const encoded = toJsonText(flat ?? record.data, limits);
  if (!encoded.ok) return undefined;
  const { json, truncated } = encoded;
  return {
    type,
    json,
    data: truncated === undefined && flat !== undefined ? flat : JSON.parse(json),
    time,
    own,
  };
}
