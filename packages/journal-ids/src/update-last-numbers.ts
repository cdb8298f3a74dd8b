import { type FileProgram, fileModesFor, publishFile } from '@opta/journal-fs';
import type { AllocatorContext } from './allocator-context.js';
import { isClaimed, readClaim, readClaimEnd } from './claims.js';
import { LAST_NUMBERS_FILE, MAX_LAST_NUMBERS_ATTEMPTS } from './constants.js';
import { JournalIdsError } from './errors.js';
import { type FolderView, readLastNumbers } from './folder-view.js';
import { formatLastNumbers, highestEntry, type LastNumber } from './last-numbers.js';
import { isWithin, rangesOf } from './resolve-request.js';
import type { NumberRange } from './types.js';

/**
 * Program: writes last-numbers.txt so that it names these numbers or higher ones. Writers do not exclude each
 * other: whoever has written reads again, against the claims, until nothing is missing.
 */
export function* updateLastNumbers(
  context: AllocatorContext,
  wanted: readonly LastNumber[],
): FileProgram<void> {
  for (let attempt = 0; attempt < MAX_LAST_NUMBERS_ATTEMPTS; attempt += 1) {
    const { lastNumbers, text } = yield* readLastNumbers(context.directory);
    // Both sides of a conflict are a person's to decide about. No number can be given twice meanwhile.
    if (lastNumbers.hasConflict) return;
    const entries = [...lastNumbers.entries, ...wanted];
    for (const entry of wanted) entries.push(...(yield* followClaims(context, entry, entries)));
    const target = formatLastNumbers(entries, context.series);
    if (text === target) return;
    const { file: mode } = yield* fileModesFor(context.directory, context.fileMode);
    yield* publishFile({
      directory: context.directory,
      name: LAST_NUMBERS_FILE,
      content: target,
      mode,
      replace: true,
    });
  }
  throw new JournalIdsError(
    'JOURNAL_IDS_LAST_NUMBERS_FAILED',
    `Cannot bring ${LAST_NUMBERS_FILE} in ${JSON.stringify(context.directory)} up to date: another program rewrites it all the time. Find out which one.`,
    { directory: context.directory },
  );
}

/** Program: brings last-numbers.txt up to the numbers that files and claims show, if it is behind. */
export function* healLastNumbers(context: AllocatorContext, view: FolderView): FileProgram<void> {
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
  if (missing.length > 0) yield* updateLastNumbers(context, missing);
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

/** Program: completed numbers that follow the highest entry, so that a slower writer cannot take them back. */
function* followClaims(
  context: AllocatorContext,
  { series, number }: LastNumber,
  entries: readonly LastNumber[],
): FileProgram<LastNumber[]> {
  const range = rangesOf(series, context.series).find((one) => isWithin(number, one));
  if (range === undefined) return [];
  let last: LastNumber | undefined;
  for (let next = nextAfter(entries, series, range); next <= range[1]; next += 1) {
    if (!(yield* isClaimed(context.claims, next))) break;
    const end = yield* readClaimEnd(context.claims, next);
    if (end.kind !== 'read' || end.value.state !== 'completed') continue;
    const claim = yield* readClaim(context.claims, next);
    const uid = claim.kind === 'read' ? claim.value.uid : '-';
    last = { series, number: next, uid, fileName: end.value.fileName };
  }
  return last === undefined ? [] : [last];
}

function nextAfter(entries: readonly LastNumber[], series: string, range: NumberRange): number {
  return (highestEntry(entries, series, range)?.number ?? range[0] - 1) + 1;
}
