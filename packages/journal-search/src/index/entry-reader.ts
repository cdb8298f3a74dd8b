import type { RedactionPolicy } from '@opta/journal-redact';
import { BATCH_CHARACTERS, RACY_MS } from '../constants.js';
import { LogRedactor } from '../documents/log-redactor.js';
import { readLogText } from '../folders/read-log-text.js';
import type { StoredLog } from '../folders/stored-log.js';
import { IndexTextWriter } from './index-text-writer.js';
import type { IndexEntry } from './index-writer.js';
import { type IndexTextOptions, readIndexText } from './read-index-text.js';

export interface EntryReaderOptions {
  redaction: RedactionPolicy;
  timeZone: string;
  /** Asked before every log. */
  shouldStop: () => boolean;
}

/** Reads logs as the index gets them. */
export class EntryReader {
  readonly #options: IndexTextOptions;
  readonly #shouldStop: () => boolean;

  constructor({ redaction, timeZone, shouldStop }: EntryReaderOptions) {
    this.#options = { redactor: new LogRedactor(redaction), timeZone, writer: new IndexTextWriter() };
    this.#shouldStop = shouldStop;
  }

  /**
   * What is to be written of the logs from a place on, in the order of their times. As many are read as are written at
   * once: by turns it takes nearly twice as long, because each finds the processor's memory full of the other.
   *
   * @returns entries that hold until the next call, and how many logs were read, or tried
   */
  readBatch(logs: readonly StoredLog[], from: number): { entries: IndexEntry[]; read: number } {
    this.#options.writer.clear();
    const entries: IndexEntry[] = [];
    let [read, characters] = [0, 0];
    while (from + read < logs.length && characters < BATCH_CHARACTERS && !this.#shouldStop()) {
      const entry = this.#read(logs[from + read] as StoredLog);
      read += 1;
      if (entry === undefined) continue;
      entries.push(entry);
      characters += entry.text.length;
    }
    return { entries: entries.sort((a, b) => a.at - b.at), read };
  }

  #read(log: StoredLog): IndexEntry | undefined {
    const { fileName, path, stamp, size } = log;
    try {
      const text = readLogText(path, size);
      if (text === undefined) return undefined;
      const { facts, ...read } = readIndexText({ fileName, text }, this.#options);
      const { at } = facts;
      return { fileName, stamp: isRacy(log) ? '' : stamp, at, facts: JSON.stringify(facts), ...read };
    } catch {
      // Of one that fails midway.
      this.#options.writer.take();
      // A query reads it again, and tells why it cannot.
      return undefined;
    }
  }
}

/** Whether the file may have been changed again in the moment in which its stamp was taken. */
function isRacy({ changedAt }: StoredLog): boolean {
  return Math.abs(Date.now() - changedAt) < RACY_MS;
}
