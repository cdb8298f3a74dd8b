import { formatId, type NumberRange, type SeriesState } from '@opta/journal-ids';
import { quote } from '../errors.js';
import { createFinding, type Finding } from '../finding.js';
import type { NumberedLog } from '../folders/numbered-log.js';
import type { NumberFacts } from './number-facts.js';

/** Numbers that no log bears: those whose reason is known one by one, the others as runs. */
export function findGaps({ logs, states }: NumberFacts): Finding[] {
  const borne = new Set(logs.map(({ number }) => number));
  const earlier = new Map(logs.flatMap((log) => log.aliases.map((alias) => [Number(alias), log] as const)));
  return states.flatMap((state) => {
    const reasons = reasonsOf(state, earlier);
    const known = [...new Set([...borne, ...reasons.keys()])].sort((a, b) => a - b);
    return [
      ...[...reasons]
        .filter(([number]) => !borne.has(number))
        .sort(([a], [b]) => a - b)
        .map(([number, reason]) => explained(state.series, number, reason)),
      ...state.gaps.flatMap((gap) => withoutKnown(gap, known)).map((gap) => unexplained(state.series, gap)),
    ];
  });
}

function reasonsOf(state: SeriesState, earlier: ReadonlyMap<number, NumberedLog>): Map<number, string> {
  const reasons = new Map<number, string>();
  for (const { number, claimedAt, pid } of state.open) {
    const when = claimedAt === undefined ? '' : ` at ${new Date(claimedAt).toISOString()}`;
    const who = pid === undefined ? '' : ` by process ${pid}`;
    reasons.set(number, `it was claimed${when}${who} and no log followed`);
  }
  for (const { number, fileName } of state.completed) {
    reasons.set(number, `its log ${quote(fileName)} is not in the folder any more`);
  }
  for (const { number, reason } of state.abandoned) reasons.set(number, `it was abandoned: ${quote(reason)}`);
  for (const [number, { fileName }] of earlier) {
    if (state.ranges.some(([from, to]) => number >= from && number <= to)) {
      reasons.set(number, `${quote(fileName)} bore it before`);
    }
  }
  return reasons;
}

/** The parts of a run that are left when known numbers are taken out; its length does not matter. */
function withoutKnown([from, to]: NumberRange, known: readonly number[]): NumberRange[] {
  const parts: NumberRange[] = [];
  let start = from;
  for (const number of known) {
    if (number < from || number > to) continue;
    if (number > start) parts.push([start, number - 1]);
    start = number + 1;
  }
  if (start <= to) parts.push([start, to]);
  return parts;
}

function explained(series: string, number: number, reason: string): Finding {
  const message = `No log bears number ${formatId(number)} of ${series}: ${reason}.`;
  return createFinding('gap-explained', [], { series, number, reason }, message);
}

function unexplained(series: string, [from, to]: NumberRange): Finding {
  const which = from === to ? `number ${formatId(from)}` : `the numbers ${formatId(from)} to ${formatId(to)}`;
  const message = `Nothing says why no log bears ${which} of ${series}.`;
  return createFinding('gap-unexplained', [], { series, from, to }, message);
}
