import { type Finding, RANK } from '../finding.js';

/** A value that is a secret because of its name. */
export function namedFinding({ from, to }: { from: number; to: number }, kind: string): Finding {
  return { from, to, kind, rank: RANK.named };
}
