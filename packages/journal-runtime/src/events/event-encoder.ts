import { toJsonText } from '@opta/journal-store';
import type { JournalRedaction } from '../redaction/journal-redaction.js';
import type { EncodedRecord } from './encode-record.js';
import { type EncodedData, FlatEncoder } from './flat-encoder.js';
import type { NormalEvent } from './normalise-event.js';

/** Encodes the events of one journal, without their secrets. */
export class EventEncoder {
  readonly #redaction: JournalRedaction;
  readonly #flat: FlatEncoder;

  constructor(redaction: JournalRedaction) {
    this.#redaction = redaction;
    this.#flat = new FlatEncoder(redaction.quoteHarmless);
  }

  /** Undefined where its data cannot be stored in any form. */
  encode({ type, data, time, feedId }: NormalEvent): EncodedRecord | undefined {
    const encoded = this.#flat.encode(type, data) ?? this.#encodeAny(data);
    if (encoded === undefined) return undefined;
    const id = feedId === undefined ? undefined : this.#withoutSecret(feedId);
    return { type, json: encoded.json, data: encoded.data, time, own: false, feedId: id };
  }

  #encodeAny(data: unknown): EncodedData | undefined {
    const encoded = toJsonText(data, { redactText: this.#redaction.redactText });
    if (!encoded.ok) return undefined;
    const json = this.#redaction.redactJson(encoded.json);
    return { json, data: JSON.parse(json) };
  }

  /** An id that looks like a secret is left out: nobody can go on after one that was changed. */
  #withoutSecret(feedId: string): string | undefined {
    return this.#redaction.redactText(feedId) === feedId ? feedId : undefined;
  }
}
