import { inspect } from 'node:util';
import { createRedactor, type RedactionPolicy, type Redactor } from '@opta/journal-redact';
import type { LogLevel } from '../config/server-config.js';
import type { ServerEvent } from '../server-bus.js';
import { formatEventLine } from './format-event-line.js';
import { visibleLines, visibleText } from './visible-text.js';

export interface ServerLogOptions {
  /** What counts as a secret, beyond what everybody knows. */
  redaction?: RedactionPolicy | undefined;
  /** Default: standard output. */
  print?: ((line: string) => void) | undefined;
}

/** What the server tells on its terminal: no secrets, and no control characters. */
export class ServerLog {
  readonly #redactor: Redactor;
  readonly #print: (line: string) => void;

  constructor({ redaction, print = console.log }: ServerLogOptions = {}) {
    this.#redactor = createRedactor(redaction);
    this.#print = print;
  }

  /** One line. */
  say(line: string): void {
    this.#print(visibleText(this.#redactor.redactText(line)));
  }

  /** On standard error, in as many lines as it has. */
  complain(text: string): void {
    console.error(visibleLines(this.#redactor.redactText(text)));
  }

  /** An error that nobody expected, with its stack. */
  fail(error: unknown): void {
    this.complain(inspect(error));
  }

  /** An event that is not below the level. */
  event({ data, ...event }: ServerEvent, level: LogLevel): void {
    // Before values are shortened: the front of a secret is not known for one.
    const line = formatEventLine({ ...event, data: this.#redactor.redact(data) }, level);
    if (line !== undefined) this.#print(line);
  }
}
