import { resolve } from 'node:path';
import type { JournalPlace } from './place/journal-place.js';
import type { GlobalOptions } from './program/global-options.js';
import type { Terminal } from './terminal/terminal.js';

/** What a command works with. */
export class CommandContext {
  readonly terminal: Terminal;
  readonly options: GlobalOptions;
  /** Absolute. */
  readonly cwd: string;
  /** Epoch milliseconds at which the command began. */
  readonly now: number;
  #place: Promise<JournalPlace> | undefined;

  constructor(terminal: Terminal, options: GlobalOptions, cwd: string) {
    this.terminal = terminal;
    this.options = options;
    this.cwd = resolve(cwd, options.cwd ?? '.');
    this.now = Date.now();
  }

  get isJson(): boolean {
    return this.options.json === true;
  }

  /** The log folders; what reads the configuration is loaded only now. */
  place(): Promise<JournalPlace> {
    this.#place ??= import('./place/open-place.js').then(({ openPlace }) =>
      openPlace(this.options, { cwd: this.cwd, env: this.terminal.env }),
    );
    return this.#place;
  }
}
