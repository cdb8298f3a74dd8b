import { MAX_WAITING_BYTES } from '../constants.js';
import type { EncodedRecord } from '../events/encode-record.js';

/** Records that came while the event log was being opened. */
export class WaitingRecords {
  #records: EncodedRecord[] = [];
  #bytes = 0;

  get bytes(): number {
    return this.#bytes;
  }

  /** False if there is no room for it. */
  add(record: EncodedRecord): boolean {
    const bytes = Buffer.byteLength(record.json);
    if (this.#bytes + bytes > MAX_WAITING_BYTES) return false;
    this.#records.push(record);
    this.#bytes += bytes;
    return true;
  }

  takeAll(): EncodedRecord[] {
    const records = this.#records;
    this.#records = [];
    this.#bytes = 0;
    return records;
  }
}
