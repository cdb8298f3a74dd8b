/** The place of a hit in the order `time`, newest first. It does not change while other logs come and go. */
export interface HitKey {
  /** Epoch milliseconds. */
  at: number;
  fileName: string;
  /** Of an event: greater than that of every event before it in its log. Of a log: 0. */
  place: number;
}

/** Negative where `a` comes before `b`. */
export function compareKeys(a: HitKey, b: HitKey): number {
  if (a.at !== b.at) return b.at - a.at;
  if (a.fileName !== b.fileName) return a.fileName < b.fileName ? 1 : -1;
  return b.place - a.place;
}
