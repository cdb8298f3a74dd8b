import { backOff, type FileProgram } from '@opta/journal-fs';
import { type AllocatorContext, fileModeIn } from './allocator-context.js';
import { isClaimed, type Read, readClaim, readClaimEnd } from './claims.js';
import { LAST_NUMBERS_FILE, MAX_LAST_NUMBERS_ATTEMPTS } from './constants.js';
import { JournalIdsError } from './errors.js';
import { type FolderView, readLastNumbers } from './folder-view.js';
import { formatLastNumbers, highestEntry, type LastNumber } from './last-numbers.js';
import { replaceLastNumbers } from './replace-last-numbers.js';
import type { ClaimEnd } from './schema.js';
import type { NumberRange } from './types.js';

/**
 * Program: writes last-numbers.txt so that it names these numbers or higher ones. Writers do not exclude each
 * other: whoever has written reads again, against the claims, until nothing is missing in any line.
 */
export function* updateLastNumbers(
  context: AllocatorContext,
  view: FolderView,
  wanted: readonly LastNumber[],
  options: { resolveConflict?: boolean } = {},
): FileProgram<void> {
  let ended = wanted;
  for (let attempt = 0; attempt < MAX_LAST_NUMBERS_ATTEMPTS; attempt += 1) {
    const { lastNumbers, text } = yield* readLastNumbers(context.directory);
    // Both sides of a conflict are a person's to decide about. No number can be given twice meanwhile.
    if (lastNumbers.hasConflict && options.resolveConflict !== true) return;
    // Who ended after the last number of the file names himself; only what we have written can take that back.
    if (attempt === 0 && text === formatLastNumbers([...lastNumbers.entries, ...wanted], context.series))
      return;
    ended = [...ended, ...(yield* findLaterEnds(context, view, [...lastNumbers.entries, ...ended]))];
    const target = formatLastNumbers([...lastNumbers.entries, ...ended], context.series);
    if (text === target) return;
    // Every second look is at what we have just written: if others write too, most of it is done after a pause.
    if (attempt % 2 === 1) {
      yield* backOff(attempt);
      continue;
    }
    yield* replaceLastNumbers(context, target, yield* fileModeIn(context, view.folderMode));
  }
  throw new JournalIdsError(
    'JOURNAL_IDS_LAST_NUMBERS_FAILED',
    `Cannot bring ${LAST_NUMBERS_FILE} in ${JSON.stringify(context.directory)} up to date: another program rewrites it all the time. Find out which one.`,
    { directory: context.directory },
  );
}

/** Program: the highest number of each range, where last-numbers.txt does not name it. */
export function* findMissing(context: AllocatorContext, view: FolderView): FileProgram<LastNumber[]> {
  const missing: LastNumber[] = [];
  for (const [series, { ranges }] of Object.entries(context.series)) {
    for (const range of ranges) {
      const number = view.highestIn(range);
      if (number === undefined) continue;
      const known = highestEntry(view.lastNumbers.entries, series, range);
      if (known === undefined || known.number < number) {
        missing.push(yield* describeNumber(context, view, series, number));
      }
    }
  }
  return missing;
}

function* describeNumber(
  context: AllocatorContext,
  view: FolderView,
  series: string,
  number: number,
): FileProgram<LastNumber> {
  const claim = yield* readClaim(context.claims, number);
  const end = yield* readClaimEnd(context.claims, number);
  const completed = end.kind === 'read' && end.value.state === 'completed' ? end.value.fileName : undefined;
  return {
    series,
    number,
    uid: claim.kind === 'read' ? claim.value.uid : '-',
    fileName: completed ?? view.nameOf(number) ?? '-',
  };
}

/**
 * Program: what ended after the entries of each range, so that a writer who read the file too early does not
 * take another one's number back.
 */
function* findLaterEnds(
  context: AllocatorContext,
  view: FolderView,
  entries: readonly LastNumber[],
): FileProgram<LastNumber[]> {
  const later: LastNumber[] = [];
  for (const [series, { ranges }] of Object.entries(context.series)) {
    for (const range of ranges) {
      const known = highestEntry(entries, series, range)?.number ?? range[0] - 1;
      const last = yield* findLastEnd(context, view, known, range);
      if (last !== undefined) later.push({ series, ...last });
    }
  }
  return later;
}

function* findLastEnd(
  context: AllocatorContext,
  view: FolderView,
  known: number,
  [, to]: NumberRange,
): FileProgram<Omit<LastNumber, 'series'> | undefined> {
  let last: { number: number; fileName: string } | undefined;
  let number: number | undefined = known + 1;
  while (number !== undefined && number <= to) {
    // Claims follow each other, except where a log without a claim came between.
    if (!(yield* isClaimed(context.claims, number))) {
      number = view.nextAfter(number);
      continue;
    }
    const end: Read<ClaimEnd> = yield* readClaimEnd(context.claims, number);
    if (end.kind === 'read') {
      last = { number, fileName: end.value.state === 'completed' ? end.value.fileName : '-' };
    }
    number += 1;
  }
  if (last === undefined) return undefined;
  const claim = yield* readClaim(context.claims, last.number);
  return { ...last, uid: claim.kind === 'read' ? claim.value.uid : '-' };
}
