import { formatId, type NumberRange, type SeriesState } from '@opta/journal-ids';
import { MAX_NAMED_PLACES } from '../constants.js';
import { quote } from '../errors.js';
import { createFinding, type Finding } from '../finding.js';
import type { NumberedLog } from '../folders/numbered-log.js';
import type { NumberFacts } from './number-facts.js';
import type { NumberTime } from './number-times.js';

interface Timed {
  log: NumberedLog;
  time: NumberTime;
}

/**
 * Logs whose time is after that of a log with a higher number of their series.
 *
 * @param isLeftOut - Logs that share a number and do not keep it: they get another one.
 */
export function findOrder(
  { logs, states, times }: NumberFacts,
  isLeftOut: (fileName: string) => boolean,
): Finding[] {
  return states.flatMap((state) =>
    runsOfRanges(state, logs).flatMap((ranges) => {
      const timed = ranges.flatMap(([from, to]) =>
        logs
          .filter(({ number, fileName }) => number >= from && number <= to && !isLeftOut(fileName))
          .sort((a, b) => a.number - b.number)
          .flatMap((log) => toTimed(log, times.timeOf(log))),
      );
      return findInversions(timed).map(({ ahead, earlier }) => describe(state.series, ahead, earlier));
    }),
  );
}

/**
 * Ranges that were used one after the other. A range follows another one only when that is used up; else each is of a
 * device of its own, and their times do not tell of each other.
 */
function runsOfRanges(
  { ranges, claimed, recorded }: SeriesState,
  logs: readonly NumberedLog[],
): (readonly NumberRange[])[] {
  const taken = new Set([...claimed, ...[...logs, ...recorded].map(({ number }) => number)]);
  const runs: NumberRange[][] = [];
  let isUsedUp = false;
  for (const range of ranges) {
    const run = isUsedUp ? runs.at(-1) : undefined;
    if (run === undefined) runs.push([range]);
    else run.push(range);
    isUsedUp = taken.has(range[1]);
  }
  return runs;
}

/** A renumbered log is older than its number, and says so by its aliases. */
function toTimed(log: NumberedLog, time: NumberTime | undefined): Timed | [] {
  return time === undefined || log.aliases.length > 0 ? [] : { log, time };
}

/** One for each log that is ahead, so that one wrong clock does not accuse everything after it. */
function findInversions(timed: readonly Timed[]): { ahead: Timed; earlier: Timed[] }[] {
  const inversions: { ahead: Timed; earlier: Timed[] }[] = [];
  let latest: Timed | undefined;
  for (const current of timed) {
    if (latest !== undefined && current.time.to < latest.time.from) {
      const last = inversions.at(-1);
      if (last?.ahead === latest) last.earlier.push(current);
      else inversions.push({ ahead: latest, earlier: [current] });
    }
    if (latest === undefined || current.time.from > latest.time.from) latest = current;
  }
  return inversions;
}

function describe(series: string, { log, time }: Timed, all: readonly Timed[]): Finding {
  const named = all.slice(0, MAX_NAMED_PLACES);
  const earlier = named.map((one) => ({ number: one.log.number, claimedAt: one.time.from }));
  const [first] = earlier;
  const others = all.length > 1 ? ` and ${all.length - 1} more` : '';
  return createFinding(
    'number-out-of-order',
    [log.fileName, ...named.map((one) => one.log.fileName)],
    { series, number: log.number, claimedAt: time.from, earlier, count: all.length },
    `${quote(log.fileName)} is of ${show(time.from)}, later than ${formatId(first?.number ?? 0)} of ${show(first?.claimedAt ?? 0)}${others}.`,
  );
}

function show(epochMs: number): string {
  return new Date(epochMs).toISOString();
}
