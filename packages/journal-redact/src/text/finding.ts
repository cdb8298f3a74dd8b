/** A secret in a text, by UTF-16 offsets. */
export interface Finding {
  from: number;
  to: number;
  /** Where begins what it is known by, if that stands before it. */
  contextFrom?: number;
  /** What a replacement calls it. */
  kind: string;
  /** Of findings that overlap, the one with the highest gives its name to all. */
  rank: number;
  /** Of the rules that find the same, the one with the lowest gives its name. */
  order?: number;
}

/** From what a name says to what the secret itself shows. */
export const RANK = { named: 1, placed: 2, shaped: 3 } as const;

/** What the finders of one text remember, so that each part of it is looked at once. */
export interface ScanState {
  readonly text: string;
  /** Whether it is JSON, in which a word may be all that a field says. */
  readonly isJson: boolean;
  /** Where the last judged name ended. */
  nameEnd: number;
  /** Up to here all belongs to a value that a name has found. */
  valueEnd: number;
  /** Whether it has several lines, also escaped ones; undefined until it was looked up. */
  hasLines: boolean | undefined;
  /** Up to here all belongs to a block in PEM form. */
  pemEnd: number;
}

/** Looks at what stands at a literal. */
export type Finder = (state: ScanState, at: number, end: number) => Finding | undefined;

export function createScanState(text: string, isJson = false): ScanState {
  return {
    text,
    isJson,
    nameEnd: 0,
    valueEnd: 0,
    hasLines: undefined,
    pemEnd: 0,
  };
}
