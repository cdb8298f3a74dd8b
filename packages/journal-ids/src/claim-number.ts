import { claimFile, errnoOf, type FileProgram, fileModesFor } from '@opta/journal-fs';
import { ulid } from 'ulid';
import { type AllocatorContext, prepareFolders } from './allocator-context.js';
import { claimName, isClaimed, readClaim } from './claims.js';
import { JournalIdsError } from './errors.js';
import type { FolderView } from './folder-view.js';
import { timeOfEntry } from './last-numbers.js';
import { midnightOf } from './midnight-of.js';
import { parseNumberedName } from './parse-numbered-name.js';
import { isWithin, type ResolvedRequest, seriesOf } from './resolve-request.js';
import type { Claim } from './schema.js';
import type { NumberRange } from './types.js';

export interface ClaimedNumber {
  number: number;
  series: string;
  uid: string;
  /** Milliseconds since the epoch. */
  claimedAt: number;
}

/**
 * Program: claims the next number. Numbers that others took meanwhile are stepped over by looking; the time of
 * the number before is read only then, and the clock after it, so that times rise with numbers.
 */
export function* claimNumber(
  context: AllocatorContext,
  view: FolderView,
  request: ResolvedRequest,
  now: () => number,
): FileProgram<ClaimedNumber> {
  let isPrepared = false;
  for (;;) {
    const { number, range } = yield* findNext(context, view, request);
    const floor = yield* timeBefore(context, view, number, request.ranges);
    const claimedAt = Math.max(now(), floor);
    const claimed: ClaimedNumber = {
      number,
      series: seriesOf(number, range, context.series),
      uid: ulid(claimedAt),
      claimedAt,
    };
    let isOurs: boolean;
    try {
      isOurs = yield* tryClaim(context, claimed);
    } catch (error) {
      // Somebody removed our folders while we live, or this is the first claim: make them, and look again.
      if (isPrepared || errnoOf(error) !== 'ENOENT') throw error;
      yield* prepareFolders(context);
      isPrepared = true;
      continue;
    }
    view.add(number);
    if (isOurs) return claimed;
  }
}

/** Program: the number that comes next, after a look at the folder and past the claims of others. */
export function* findNext(
  context: AllocatorContext,
  view: FolderView,
  request: ResolvedRequest,
): FileProgram<{ number: number; range: NumberRange }> {
  yield* view.refresh();
  for (const range of request.ranges) {
    let number = (view.highestIn(range) ?? range[0] - 1) + 1;
    while (number <= range[1] && (yield* isClaimed(context.claims, number))) {
      view.add(number);
      number += 1;
    }
    if (number <= range[1]) return { number, range };
  }
  throw seriesFull(context, request);
}

function* tryClaim(context: AllocatorContext, claimed: ClaimedNumber): FileProgram<boolean> {
  const { number, series, uid, claimedAt } = claimed;
  const claim: Claim = {
    number,
    series,
    uid,
    claimedAt: new Date(claimedAt).toISOString(),
    pid: process.pid,
    state: 'claimed',
  };
  const { file: mode } = yield* fileModesFor(context.directory, context.fileMode);
  return yield* claimFile({
    directory: context.claims,
    name: claimName(number),
    content: `${JSON.stringify(claim)}\n`,
    temporaryDirectory: context.ownTemporary,
    mode,
    onWeakerGuarantee: () => {
      context.isWeaker = true;
    },
  });
}

/** Program: the time below which the time of a number must not be; 0 if nothing came before. */
function* timeBefore(
  context: AllocatorContext,
  view: FolderView,
  number: number,
  ranges: readonly NumberRange[],
): FileProgram<number> {
  const index = ranges.findIndex((range) => isWithin(number, range));
  const before =
    index >= 0 && number === ranges[index]?.[0] ? lastOfEarlier(view, ranges, index) : number - 1;
  return before === undefined ? 0 : yield* timeOf(context, view, before);
}

/** The first number of a later range follows the last one of the ranges before it. */
function lastOfEarlier(view: FolderView, ranges: readonly NumberRange[], index: number): number | undefined {
  for (const range of ranges.slice(0, index).reverse()) {
    const highest = view.highestIn(range);
    if (highest !== undefined) return highest;
  }
  return undefined;
}

function* timeOf(context: AllocatorContext, view: FolderView, number: number): FileProgram<number> {
  const claim = yield* readClaim(context.claims, number);
  if (claim.kind === 'read') return Date.parse(claim.value.claimedAt);
  // Without a readable claim: what is written about the number elsewhere.
  const name = view.nameOf(number);
  const date = name === undefined ? undefined : parseNumberedName(name)?.date;
  const entries = view.lastNumbers.entries.filter((entry) => entry.number === number);
  return Math.max(
    0,
    claim.kind === 'damaged' ? claim.changedAt : 0,
    (date === undefined ? undefined : midnightOf(date, context.timeZone)) ?? 0,
    ...entries.map((entry) => timeOfEntry(entry) ?? 0),
  );
}

function seriesFull(context: AllocatorContext, { label, ranges }: ResolvedRequest): JournalIdsError {
  const shown = ranges.map(([from, to]) => `${from} to ${to}`).join(', ');
  const isSeries = Object.hasOwn(context.series, label);
  const highest = Math.max(...Object.values(context.series).flatMap((one) => one.ranges.map(([, to]) => to)));
  const example = `[${highest + 1}, ${highest + 1000}]`;
  const fix = isSeries
    ? `Add a range to it, for instance ${example}: defineSeries({ '${label}': { ranges: [${ranges.map(([from, to]) => `[${from}, ${to}]`).join(', ')}, ${example}] } })`
    : 'Ask for another range or for a series by name';
  return new JournalIdsError(
    'JOURNAL_IDS_SERIES_FULL',
    `The ${isSeries ? `series "${label}"` : `range ${label}`} is full: every number from ${shown} is taken in ${JSON.stringify(context.directory)}. ${fix}.`,
    { series: label, ranges, directory: context.directory },
  );
}
