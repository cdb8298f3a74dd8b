import type { Node } from 'mdast';

/**
 * Markdown source that is written as it is. It carries the parts of a log that no field describes,
 * so that they come back byte for byte. The parser never produces it.
 */
export interface VerbatimMarkdown extends Node {
  type: 'verbatimMarkdown';
  /** Markdown source without a line ending at its end. */
  value: string;
}

declare module 'mdast' {
  interface RootContentMap {
    verbatimMarkdown: VerbatimMarkdown;
  }
  interface BlockContentMap {
    verbatimMarkdown: VerbatimMarkdown;
  }
}
