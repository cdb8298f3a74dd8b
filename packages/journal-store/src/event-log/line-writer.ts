import { eventSeverity } from '@opta/journal-format';
import { MAX_TYPES } from '../constants.js';
import { quoteJson } from '../json/quote-json.js';
import { TimeStamper } from './time-stamper.js';

interface TypeFacts {
  /** `,"event_type":"model_loaded","timestamp":` */
  text: string;
  /** Goes to the disk at once. */
  isUrgent: boolean;
  /** One of the journal's own. */
  isOwn: boolean;
}

/** Writes the lines of an event log. The envelope stands before the data, in a fixed order. */
export class LineWriter {
  readonly #stamper: TimeStamper;
  readonly #types = new Map<string, TypeFacts>();

  constructor(timeZone: string) {
    this.#stamper = new TimeStamper(timeZone);
  }

  factsOf(type: string): TypeFacts {
    return this.#types.get(type) ?? this.#learn(type);
  }

  /** @param data - JSON text on one line */
  write(seq: number, facts: TypeFacts, time: number, data: string): string {
    return `{"seq":${seq}${facts.text}${this.#stamper.stamp(time)},"data":${data}}\n`;
  }

  iso(time: number): string {
    return this.#stamper.iso(time);
  }

  #learn(type: string): TypeFacts {
    const severity = eventSeverity(type);
    const facts: TypeFacts = {
      text: `,"event_type":${quoteJson(type)},"timestamp":`,
      isUrgent: severity === 'error' || severity === 'critical',
      isOwn: type.startsWith('journal_'),
    };
    if (this.#types.size >= MAX_TYPES) this.#types.clear();
    this.#types.set(type, facts);
    return facts;
  }
}

export type { TypeFacts };
