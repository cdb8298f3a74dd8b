import type { Counts } from './counts.js';

/** Takes secrets out of texts. */
export interface Scrubber {
  /** A text without its secrets, and what was replaced counted into `found`. */
  scrubText(text: string, found: Counts): string;
  /** JSON text; what it says stays the same but for the secrets. Text that is none is scrubbed as text. */
  scrubJson(json: string, found: Counts): string;
  /** The name of a file, with or without its folder. */
  scrubName(name: string): string;
  /** For a text that comes in pieces. */
  openStream(found: Counts): ScrubStream;
  /** For plain text with secrets of several lines, in front of what works line by line; undefined if there are none. */
  openLinesStream?(found: Counts): ScrubStream;
}

export interface ScrubStream {
  push(piece: string): string;
  end(): string;
}

/** The same for text in UTF-8 and for bytes that are none, one character for each. */
export interface Scrubbers {
  text: Scrubber;
  bytes: Scrubber;
}
