import { eventSeverity } from '@opta/journal-format';
import { MAX_TYPES, OTHER_TYPES } from '../constants.js';
import { quoteJson } from '../json/quote-json.js';
import { CountingText } from './counting-text.js';
import { TimeStamper } from './time-stamper.js';

interface TypeFacts {
  /** `,"event_type":"model_loaded","timestamp":` */
  text: string;
  /** Goes to the disk at once. */
  isUrgent: boolean;
  /** One of the journal's own. */
  isOwn: boolean;
  /** Lines since the counts were taken last. */
  lines: number;
}

/** Writes the lines of an event log. The envelope stands before the data, in a fixed order. */
export class LineWriter {
  readonly #stamper: TimeStamper;
  readonly #sequences = new CountingText();
  readonly #types = new Map<string, TypeFacts>();
  /** Lines of types that were forgotten. */
  #forgottenLines = 0;

  constructor(timeZone: string) {
    this.#stamper = new TimeStamper(timeZone);
  }

  factsOf(type: string): TypeFacts {
    return this.#types.get(type) ?? this.#learn(type);
  }

  /** @param data - JSON text on one line */
  write(seq: number, facts: TypeFacts, time: number, data: string): string {
    return this.compose(seq, facts, time, data);
  }

  /** The first line of a segment. */
  writeFirst(seq: number, facts: TypeFacts, time: number, data: string): string {
    return this.compose(seq, facts, time, data);
  }

  protected compose(seq: number, facts: TypeFacts, time: number, data: string): string {
    facts.lines += 1;
    return `{"seq":${this.#sequences.textOf(seq)}${facts.text}${this.#stamper.stamp(time)},"data":${data}}\n`;
  }

  /** What is written from here on is in the next segment. */
  beginSegment(): void {
    // Lines without a check do not depend on the one before.
  }

  /** Lines of each type since this was asked last. */
  takeCounts(): Map<string, number> {
    const counts = new Map<string, number>();
    for (const [type, facts] of this.#types) {
      if (facts.lines > 0) counts.set(type, facts.lines);
      facts.lines = 0;
    }
    if (this.#forgottenLines > 0) counts.set(OTHER_TYPES, this.#forgottenLines);
    this.#forgottenLines = 0;
    return counts;
  }

  iso(time: number): string {
    return this.#stamper.iso(time);
  }

  #forgetTypes(): void {
    for (const { lines } of this.#types.values()) this.#forgottenLines += lines;
    this.#types.clear();
  }

  #learn(type: string): TypeFacts {
    const severity = eventSeverity(type);
    const facts: TypeFacts = {
      text: `,"event_type":${quoteJson(type)},"timestamp":`,
      isUrgent: severity === 'error' || severity === 'critical',
      isOwn: type.startsWith('journal_'),
      lines: 0,
    };
    if (this.#types.size >= MAX_TYPES) this.#forgetTypes();
    this.#types.set(type, facts);
    return facts;
  }
}

export type { TypeFacts };
