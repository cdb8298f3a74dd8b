import type { Finding } from './finding.js';

/** Findings from left to right; those that overlap become one, with the name that says most. */
export function mergeFindings(findings: readonly Finding[]): Finding[] {
  if (findings.length < 2) return [...findings];
  const merged: Finding[] = [];
  for (const finding of [...findings].sort(compare)) {
    const last = merged.at(-1);
    if (last === undefined || finding.from >= last.to) merged.push({ ...finding });
    else extend(last, finding);
  }
  return merged;
}

function compare(a: Finding, b: Finding): number {
  return a.from - b.from || b.rank - a.rank || (a.order ?? 0) - (b.order ?? 0);
}

function extend(last: Finding, finding: Finding): void {
  last.to = Math.max(last.to, finding.to);
  last.contextFrom = Math.min(last.contextFrom ?? last.from, finding.contextFrom ?? finding.from);
  if (finding.rank > last.rank) {
    last.rank = finding.rank;
    last.kind = finding.kind;
  }
}
