import { slugify } from '@opta/journal-format';
import type { SearchDocument } from '../documents/document.js';
import { LogRedactor } from '../documents/log-redactor.js';
import { makeSnippet } from '../documents/make-snippet.js';
import { matchDocument } from '../documents/match-document.js';
import { readLogDocument } from '../documents/read-log-document.js';
import type { LogSnapshot } from '../folders/log-snapshot.js';
import { readLogText } from '../folders/read-log-text.js';
import type { StoredLog } from '../folders/stored-log.js';
import type { SearchHit } from '../types.js';
import type { Found } from './found.js';
import type { SearchContext } from './search-context.js';

/** Reads session and update logs as they are now, and decides whether they match. */
export class LogMatcher {
  readonly #context: SearchContext;
  readonly #snapshot: LogSnapshot;
  readonly #redactor: LogRedactor;

  constructor(context: SearchContext, snapshot: LogSnapshot) {
    this.#context = context;
    this.#snapshot = snapshot;
    this.#redactor = new LogRedactor(context.redaction);
  }

  /** @returns undefined where it does not match, is gone, or cannot be read, which is noted */
  async match(log: StoredLog): Promise<Found | undefined> {
    const document = await this.read(log);
    return document && this.matchRead(log, document);
  }

  matchRead(log: StoredLog, document: SearchDocument): Found | undefined {
    const { query, series } = this.#context;
    if (!matchDocument(document, query, series)) return undefined;
    const key = { at: document.facts.at, fileName: log.fileName, place: 0 };
    return { key, toHit: () => this.#toHit(log, document) };
  }

  async read(log: StoredLog): Promise<SearchDocument | undefined> {
    const { timeZone } = this.#context;
    const { fileName } = log;
    try {
      const text = readLogText(log.path) ?? (await this.#readMoved(log));
      if (text === undefined) return undefined;
      return readLogDocument({ fileName, text }, { redactor: this.#redactor, timeZone });
    } catch (error) {
      this.#context.note(`${fileName} cannot be read: ${(error as Error).message}`);
      return undefined;
    }
  }

  /** A log that is not where it was may have been archived or restored since. */
  async #readMoved({ fileName, path }: StoredLog): Promise<string | undefined> {
    if (this.#snapshot.logs.get(fileName)?.path === path) await this.#snapshot.update();
    const moved = this.#snapshot.logs.get(fileName);
    return moved === undefined || moved.path === path ? undefined : readLogText(moved.path);
  }

  #toHit({ kind, fileName }: StoredLog, document: SearchDocument): SearchHit {
    const archived = this.#snapshot.logs.get(fileName)?.archived;
    const { section, snippet, marks } = makeSnippet(document, this.#context.query.terms);
    return {
      kind,
      fileName,
      ...(archived === undefined ? {} : { archived }),
      at: document.facts.at,
      title: document.title,
      ...(section === undefined ? {} : { section }),
      snippet,
      marks,
      target: section === undefined ? fileName : `${fileName}#${slugify(section)}`,
    };
  }
}
