import { toJsonText } from '@opta/journal-store';
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
  type: string,
  data: unknown,
  time: number,
  own: boolean,
): EncodedRecord | undefined {
  const flat = copyFlatData(data);
  const encoded = toJsonText(flat ?? data);
  if (!encoded.ok) return undefined;
  return { type, json: encoded.json, data: flat ?? JSON.parse(encoded.json), time, own };
}
