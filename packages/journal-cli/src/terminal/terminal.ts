import { styleText } from 'node:util';
import { DEFAULT_COLUMNS, JSON_VERSION } from '../constants.js';
import { type Pager, startPager } from './pager.js';
import { visibleJson, visibleLines, visibleText } from './visible-text.js';

/** What stands in the place of a text that is not shown. */
const HIDDEN = '[hidden]';

export type Style = Parameters<typeof styleText>[0];

/** A stream to write to, as `process.stdout` is one. */
export interface OutputStream {
  write(text: string, done?: (error?: Error | null) => void): boolean;
  isTTY?: boolean | undefined;
  columns?: number | undefined;
}

export interface TerminalOptions {
  stdin: NodeJS.ReadableStream & { isTTY?: boolean | undefined };
  stdout: OutputStream;
  stderr: OutputStream;
  env: Readonly<Record<string, string | undefined>>;
}

/** When colours are used. */
export type ColourChoice = 'auto' | 'always' | 'never';

/** Where a command reads from and writes to: data goes to stdout, talk to stderr. */
export class Terminal {
  readonly stdin: TerminalOptions['stdin'];
  readonly env: TerminalOptions['env'];
  readonly #stdout: OutputStream;
  readonly #stderr: OutputStream;
  #pager: Pager | undefined;
  colour: ColourChoice = 'auto';
  /** Whether long output is shown page by page, where a person reads it. */
  isPaging = true;
  /** Say nothing that is not asked for. */
  isQuiet = false;
  #hidden: readonly string[] = [];

  constructor({ stdin, stdout, stderr, env }: TerminalOptions) {
    this.stdin = stdin;
    this.env = env;
    this.#stdout = stdout;
    this.#stderr = stderr;
  }

  /** Whether a person reads stdout. */
  get isInteractive(): boolean {
    return this.#stdout.isTTY === true;
  }

  /** Whether a person can be asked something. */
  get canAsk(): boolean {
    return this.stdin.isTTY === true && this.#stderr.isTTY === true && !this.env.CI;
  }

  /** Where talk goes, for whoever asks questions. */
  get talk(): OutputStream {
    return this.#stderr;
  }

  /** Whether progress may be shown, which overwrites its own line. */
  get canShowProgress(): boolean {
    return this.#stderr.isTTY === true && !this.isQuiet && !this.env.CI && this.env.TERM !== 'dumb';
  }

  /** Characters of a line; unbounded where nobody reads along. */
  get columns(): number {
    return this.isInteractive ? (this.#stdout.columns ?? DEFAULT_COLUMNS) : Number.POSITIVE_INFINITY;
  }

  /** Text in a colour, on stdout, if it shows colours. Colour is never the only sign of anything. */
  style(style: Style, text: string): string {
    return this.hasColour ? styleText(style, text, { validateStream: false }) : text;
  }

  get hasColour(): boolean {
    if (this.colour !== 'auto') return this.colour === 'always';
    if (this.env.NO_COLOR) return false;
    if (this.env.FORCE_COLOR && this.env.FORCE_COLOR !== '0') return true;
    return this.isInteractive && this.env.TERM !== 'dumb';
  }

  /** What is printed from here on is shown page by page, if a person reads it. */
  page(): void {
    if (this.isPaging && this.isInteractive && this.env.TERM !== 'dumb') this.#pager ??= startPager(this.env);
  }

  /** None of these texts is printed from here on, whatever prints it: a path, an error, a JSON document. */
  hide(texts: readonly string[]): void {
    const forms = texts.flatMap((text) => [text, JSON.stringify(text).slice(1, -1), visibleText(text)]);
    // One may be a part of another one.
    this.#hidden = [...new Set(forms)].sort((a, b) => b.length - a.length);
  }

  /** Resolves when everything was written, and a reader has left the pager. */
  async close(): Promise<void> {
    this.#pager?.input.end();
    await this.#pager?.ended;
  }

  /** Data: one line, which must hold nothing that a terminal would obey (see `visibleText`). */
  print(line: string): Promise<void> {
    return this.printRaw(`${line}\n`);
  }

  /** Data as it is, for who asked for exactly that. */
  printRaw(text: string): Promise<void> {
    return this.#write(this.#pager?.input ?? this.#stdout, text);
  }

  /** One document of JSON, in the shape that its schema has. */
  printJson(schema: string, value: object): Promise<void> {
    const document = { schema: `opta-journal.${schema}`, version: JSON_VERSION, ...value };
    return this.print(visibleJson(JSON.stringify(document, null, 2)));
  }

  /** One line of a stream of JSON. */
  printJsonLine(value: object): Promise<void> {
    return this.print(visibleJson(JSON.stringify(value)));
  }

  /** Talk. */
  async say(text: string): Promise<void> {
    if (!this.isQuiet) await this.#write(this.#stderr, `${visibleLines(text)}\n`);
  }

  /** Talk that is not switched off: what went wrong, and what is asked. */
  complain(text: string): Promise<void> {
    return this.#write(this.#stderr, `${visibleLines(text)}\n`);
  }

  /** Overwrites its own line; an empty text takes it away. */
  async showProgress(text: string): Promise<void> {
    if (this.canShowProgress) await this.#write(this.#stderr, `\r\u001b[K${visibleLines(text)}`);
  }

  #write(stream: OutputStream, text: string): Promise<void> {
    return write(
      stream,
      this.#hidden.reduce((shown, hidden) => shown.replaceAll(hidden, HIDDEN), text),
    );
  }
}

function write(stream: OutputStream, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(text, (error) => (error ? reject(error) : resolve()));
  });
}
