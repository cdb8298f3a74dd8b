import { join } from 'node:path';
import { claimFile, errnoOf, type FileProgram } from '@opta/journal-fs';
import { ulid } from 'ulid';
import { type AllocatorContext, fileModeIn, prepareFolders } from './allocator-context.js';
import { attemptCleanUp } from './attempt-clean-up.js';
import { type ClaimDraft, claimByDraft, closeDraft, openDraft } from './claim-draft.js';
import { readClaimRuns, recordRuns } from './claim-runs.js';
import { claimName, isClaimed, lastClaimedFrom, readClaim } from './claims.js';
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

/** The draft of a claim, as long as it can be used. */
interface Drafts {
  open: ClaimDraft | undefined;
}

/**
 * Program: claims the next number. The claim is not synced: that is left to whoever tells the number. Of the numbers
 * that others took meanwhile the last one is looked for; its time is read only then, and the clock after it, so that
 * times rise with numbers.
 */
export function* claimNumber(
  context: AllocatorContext,
  view: FolderView,
  request: ResolvedRequest,
  now: () => number,
): FileProgram<ClaimedNumber> {
  yield* context.turns.wait();
  const drafts: Drafts = { open: yield* tryOpenDraft(context, view) };
  try {
    const claimed = yield* claimFirstFree(context, view, request, { drafts, now });
    if (drafts.open !== undefined) yield* closeDraft(drafts.open);
    drafts.open = undefined;
    return claimed;
  } finally {
    yield* dropDraft(drafts);
  }
}

function* claimFirstFree(
  context: AllocatorContext,
  view: FolderView,
  request: ResolvedRequest,
  { drafts, now }: { drafts: Drafts; now: () => number },
): FileProgram<ClaimedNumber> {
  let isPrepared = false;
  const known = request.ranges.map((range) => view.highestIn(range));
  for (;;) {
    // Before each attempt: a log of another program that others have seen by now must not come to stand above a number
    // that we claim after them.
    yield* view.refresh();
    const { number, range, followsClaim } = yield* firstFree(context, view, request);
    const floor = yield* timeBefore(context, view, number, request);
    const claimedAt = Math.max(now(), floor);
    const claimed: ClaimedNumber = {
      number,
      series: seriesOf(number, range, context.series),
      uid: ulid(claimedAt),
      claimedAt,
    };
    let isOurs: boolean;
    try {
      yield* recordRun(context, view, number, followsClaim);
      isOurs = yield* tryClaim(context, view, claimed, drafts);
    } catch (error) {
      // Somebody removed our folders while we live, or this is the first claim: make them, and look again.
      if (isPrepared || errnoOf(error) !== 'ENOENT') throw error;
      yield* prepareFolders(context);
      isPrepared = true;
      continue;
    }
    view.add(number);
    if (!isOurs) continue;
    view.rememberTime(number, claimedAt);
    const before = known[request.ranges.indexOf(range)];
    context.turns.noteClaim(before === undefined ? 0 : number - before - 1);
    return claimed;
  }
}

/** Program: the number that comes next, after a look at the folder and past the claims of others. */
export function* findNext(
  context: AllocatorContext,
  view: FolderView,
  request: ResolvedRequest,
): FileProgram<number> {
  yield* view.refresh();
  const { number } = yield* firstFree(context, view, request);
  return number;
}

function* firstFree(
  context: AllocatorContext,
  view: FolderView,
  request: ResolvedRequest,
): FileProgram<{ number: number; range: NumberRange; followsClaim: boolean }> {
  for (const range of request.ranges) {
    const next = (view.highestIn(range) ?? range[0] - 1) + 1;
    const last = yield* lastClaimedFrom(context.claims, next, range[1]);
    if (last !== undefined) view.add(last);
    const number = (last ?? next - 1) + 1;
    if (number <= range[1]) return { number, range, followsClaim: last !== undefined };
  }
  throw seriesFull(context, request);
}

/** Program: makes sure that a new process finds the claim that is about to be made. */
function* recordRun(
  context: AllocatorContext,
  view: FolderView,
  number: number,
  followsClaim: boolean,
): FileProgram<void> {
  const { unrecordedRuns } = view;
  const isFirst = !followsClaim && !(yield* isClaimed(context.claims, number - 1));
  if (unrecordedRuns === undefined && !isFirst) return;
  const firsts = (unrecordedRuns ?? []).map(([first]) => first);
  yield* recordRuns(context.claims, isFirst ? [...firsts, number] : firsts, {
    areAll: unrecordedRuns !== undefined,
  });
  view.noteRecorded();
}

function* tryClaim(
  context: AllocatorContext,
  view: FolderView,
  claimed: ClaimedNumber,
  drafts: Drafts,
): FileProgram<boolean> {
  const { number, series, uid, claimedAt } = claimed;
  const claim: Claim = {
    number,
    series,
    uid,
    claimedAt: new Date(claimedAt).toISOString(),
    pid: process.pid,
    state: 'claimed',
  };
  const content = `${JSON.stringify(claim)}\n`;
  const name = claimName(number);
  if (drafts.open !== undefined) {
    try {
      return yield* claimByDraft(drafts.open, join(context.claims, name), content);
    } catch {
      // The way below meets the same and tells it, or does without hard links.
      yield* dropDraft(drafts);
    }
  }
  return yield* claimFile({
    directory: context.claims,
    name,
    content,
    temporaryDirectory: context.ownTemporary,
    mode: yield* fileModeIn(context, view.folderMode),
    sync: false,
    onWeakerGuarantee: () => {
      context.isWeaker = true;
    },
  });
}

/** Program: a draft, where the folders are there and nothing else is in the way. */
function* tryOpenDraft(context: AllocatorContext, view: FolderView): FileProgram<ClaimDraft | undefined> {
  if (context.isWeaker) return undefined;
  try {
    return yield* openDraft(context.ownTemporary, yield* fileModeIn(context, view.folderMode));
  } catch {
    return undefined;
  }
}

function* dropDraft(drafts: Drafts): FileProgram<void> {
  if (drafts.open !== undefined) yield* attemptCleanUp(closeDraft(drafts.open));
  drafts.open = undefined;
}

/** Program: the time below which the time of a number must not be; 0 if nothing came before. */
function* timeBefore(
  context: AllocatorContext,
  view: FolderView,
  number: number,
  request: ResolvedRequest,
): FileProgram<number> {
  const groups = new Set([request.ranges, ...Object.values(context.series).map(({ ranges }) => ranges)]);
  let latest = 0;
  for (const ranges of groups) {
    const before = lastBefore(view, ranges, number);
    if (before !== undefined) latest = Math.max(latest, yield* timeUpTo(context, view, before, ranges));
  }
  return latest;
}

/** The number that comes before another one in ranges that contain it, in the order of their use. */
function lastBefore(view: FolderView, ranges: readonly NumberRange[], number: number): number | undefined {
  const index = ranges.findIndex((range) => isWithin(number, range));
  const own = ranges[index];
  if (own === undefined) return undefined;
  const earlier = ranges.slice(0, index).reverse();
  for (const range of [[own[0], number - 1] as const, ...earlier]) {
    const highest = view.highestIn(range);
    if (highest !== undefined) return highest;
  }
  return undefined;
}

/**
 * Program: the latest time of the numbers up to `last`. A readable claim is not below any claim before it, so
 * the highest one tells; above it there may be logs of programs that make no claims, in any order of dates.
 */
function* timeUpTo(
  context: AllocatorContext,
  view: FolderView,
  last: number,
  ranges: readonly NumberRange[],
): FileProgram<number> {
  const known = view.timeOf(last);
  if (known !== undefined) return known;
  const claim = yield* readClaim(context.claims, last);
  if (claim.kind === 'read') return Date.parse(claim.value.claimedAt);
  let latest = Math.max(
    claim.kind === 'damaged' ? claim.changedAt : 0,
    timeWrittenElsewhere(context, view, last, ranges),
  );
  for (const number of below((yield* readClaimRuns(context.claims)).runs, last)) {
    if (!ranges.some((range) => isWithin(number, range))) continue;
    const earlier = yield* readClaim(context.claims, number);
    if (earlier.kind === 'damaged') latest = Math.max(latest, earlier.changedAt);
    if (earlier.kind === 'read') return Math.max(latest, Date.parse(earlier.value.claimedAt));
  }
  return latest;
}

/** The numbers of runs that are below another one, from the highest down. */
function* below(runs: readonly NumberRange[], limit: number): Generator<number> {
  for (const [first, last] of [...runs].reverse()) {
    for (let number = Math.min(last, limit - 1); number >= first; number -= 1) yield number;
  }
}

/**
 * What the name of its log says about the time of a number, and last-numbers.txt about it and those before it: in a
 * clone that is all that is left of their claims. 0 if nothing.
 */
function timeWrittenElsewhere(
  context: AllocatorContext,
  view: FolderView,
  number: number,
  ranges: readonly NumberRange[],
): number {
  const name = view.nameOf(number);
  const date = name === undefined ? undefined : parseNumberedName(name)?.date;
  const entries = view.lastNumbers.entries.filter(
    (entry) => entry.number <= number && ranges.some((range) => isWithin(entry.number, range)),
  );
  return Math.max(
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
