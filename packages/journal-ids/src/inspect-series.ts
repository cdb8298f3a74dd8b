import { call, errnoOf, type FileProgram } from '@opta/journal-fs';
import type { AllocatorContext } from './allocator-context.js';
import { listClaims, type Read, readClaim, readClaimEnd } from './claims.js';
import { LAST_NUMBERS_FILE } from './constants.js';
import { quote } from './errors.js';
import { FolderView, readLastNumbers } from './folder-view.js';
import { formatId } from './format-id.js';
import { highestEntry, type LastNumber, NOTHING } from './last-numbers.js';
import { originalOfCopy } from './original-of-copy.js';
import { parseNumberedName } from './parse-numbered-name.js';
import { isWithin } from './resolve-request.js';
import type { Claim, ClaimEnd } from './schema.js';
import type { ClaimState, NumberRange, RecordedNumber, SeriesProblem, SeriesState } from './types.js';

interface FolderState {
  view: FolderView;
  claims: { number: number; claim: Read<Claim>; end: Read<ClaimEnd> }[];
  /** The markdown files that bear a number. */
  files: Map<number, string[]>;
  problems: SeriesProblem[];
}

/** Program: the state of every series. Reads the folder afresh and changes nothing. */
export function* inspectSeries(context: AllocatorContext): FileProgram<SeriesState[]> {
  const state = yield* readState(context);
  return Object.entries(context.series).map(([series, { ranges }]) =>
    describeSeries(context, state, series, ranges),
  );
}

function* readState(context: AllocatorContext): FileProgram<FolderState> {
  const view = new FolderView(context.directory, context.claims);
  yield* view.refresh();
  const claims: FolderState['claims'] = [];
  for (const number of yield* listClaims(context.claims)) {
    const claim = yield* readClaim(context.claims, number);
    claims.push({ number, claim, end: yield* readClaimEnd(context.claims, number) });
  }
  const names = new Set(yield* listNames(context.directory));
  const files = new Map<number, string[]>();
  for (const name of [...names].sort()) {
    const parsed = parseNumberedName(name);
    if (parsed === undefined || !/\.md(?:\.icloud)?$/i.test(name)) continue;
    if (originalOfCopy(name, names) !== undefined) continue;
    files.set(parsed.number, [...(files.get(parsed.number) ?? []), name]);
  }
  return { view, claims, files, problems: yield* folderProblems(context, names) };
}

function* listNames(directory: string): FileProgram<string[]> {
  try {
    return yield* call.readdir(directory);
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return [];
    throw error;
  }
}

function* folderProblems(
  context: AllocatorContext,
  names: ReadonlySet<string>,
): FileProgram<SeriesProblem[]> {
  const problems: SeriesProblem[] = [];
  const { lastNumbers, problem } = yield* readLastNumbers(context.directory);
  if (lastNumbers.hasConflict) {
    problems.push({
      code: 'last-numbers-conflict',
      message: `${LAST_NUMBERS_FILE} has the marks of a merge conflict: two branches took the same number.`,
      fix: 'Renumber one of the two logs, and keep the line with the higher number.',
    });
  }
  if (lastNumbers.garbageLines.length > 0) {
    problems.push({
      code: 'last-numbers-garbage',
      message: `${LAST_NUMBERS_FILE} has lines that cannot be read: ${lastNumbers.garbageLines.slice(0, 10).join(', ')}.`,
      fix: 'Remove them, or leave them: the next completed number writes the file anew.',
    });
  }
  for (const message of [problem, context.healProblem]) {
    if (message === undefined) continue;
    problems.push({
      code: 'last-numbers-unreadable',
      message,
      fix: `Remove or mend ${LAST_NUMBERS_FILE}; it is written anew.`,
    });
  }
  const copies = [...names]
    .filter((name) => /^\d+_/.test(name) && originalOfCopy(name, names) !== undefined)
    .sort();
  if (copies.length > 0) {
    problems.push({
      code: 'conflict-copies',
      message: `A sync tool kept conflict copies: ${copies.slice(0, 5).map(quote).join(', ')}${copies.length > 5 ? ` and ${copies.length - 5} more` : ''}.`,
      fix: 'Compare each with its original and remove one of them. Copies take no number.',
    });
  }
  if (context.isWeaker) {
    problems.push({
      code: 'no-hard-links',
      message:
        'The file system has no hard links: a claim is created exclusively in place, so a crash may leave it without its time and owner.',
      fix: 'Keep the update folder on a file system with hard links, or accept it: no number is given twice.',
    });
  }
  return problems;
}

function describeSeries(
  context: AllocatorContext,
  { view, claims, files, problems }: FolderState,
  series: string,
  ranges: readonly NumberRange[],
): SeriesState {
  const own = claims.filter(({ number }) => isWithinAny(number, ranges));
  const current = ranges.find((range) => (view.highestIn(range) ?? 0) < range[1]);
  const highest = view.highestIn(current ?? ranges[ranges.length - 1] ?? [0, 0]);
  const next = current === undefined ? undefined : (view.highestIn(current) ?? current[0] - 1) + 1;
  return {
    series,
    ranges,
    highest,
    next,
    remaining: ranges.reduce((sum, range) => sum + range[1] - (view.highestIn(range) ?? range[0] - 1), 0),
    claimed: own.map(({ number }) => number),
    claims: own.map(toClaimState),
    completed: own.flatMap(({ number, end }) =>
      end.kind === 'read' && end.value.state === 'completed' ? { number, fileName: end.value.fileName } : [],
    ),
    abandoned: own.flatMap(({ number, end }) =>
      end.kind === 'read' && end.value.state === 'abandoned' ? { number, reason: end.value.reason } : [],
    ),
    open: own.filter(({ end }) => end.kind !== 'read').map(toClaimState),
    gaps: ranges.flatMap((range) => findGaps(range, claims, files)),
    duplicates: [...files]
      .filter(([number, fileNames]) => fileNames.length > 1 && isWithinAny(number, ranges))
      .map(([number, fileNames]) => ({ number, fileNames }))
      .sort((a, b) => a.number - b.number),
    recorded: view.lastNumbers.entries.filter((entry) => entry.series === series).map(toRecordedNumber),
    problems: [...seriesProblems(context, view, own, files, series, ranges), ...problems],
  };
}

function toClaimState({ number, claim }: { number: number; claim: Read<Claim> }): ClaimState {
  if (claim.kind !== 'read') return { number };
  const { uid, claimedAt, pid } = claim.value;
  return { number, uid, claimedAt: Date.parse(claimedAt), pid };
}

function toRecordedNumber({ number, uid, fileName }: LastNumber): RecordedNumber {
  return {
    number,
    ...(uid === NOTHING ? {} : { uid }),
    ...(fileName === NOTHING ? {} : { fileName }),
  };
}

/** Runs of numbers between the lowest and the highest taken one that have neither file nor claim. */
function findGaps(
  range: NumberRange,
  claims: FolderState['claims'],
  files: ReadonlyMap<number, unknown>,
): NumberRange[] {
  const taken = [...new Set([...files.keys(), ...claims.map(({ number }) => number)])]
    .filter((number) => isWithin(number, range))
    .sort((a, b) => a - b);
  return taken.flatMap((number, index) => {
    const before = taken[index - 1];
    return before === undefined || before + 1 === number ? [] : [[before + 1, number - 1] as const];
  });
}

function seriesProblems(
  context: AllocatorContext,
  view: FolderView,
  own: FolderState['claims'],
  files: ReadonlyMap<number, unknown>,
  series: string,
  ranges: readonly NumberRange[],
): SeriesProblem[] {
  const problems: SeriesProblem[] = [];
  for (const { number, claim, end } of own) {
    for (const read of [claim, end]) {
      if (read.kind !== 'damaged') continue;
      problems.push({
        code: 'claim-damaged',
        message: `The claim of number ${formatId(number)} cannot be read: ${read.reason}`,
        fix: 'Leave it: the number stays taken. Remove it only together with its log.',
      });
    }
    if (claim.kind === 'read' && Date.parse(claim.value.claimedAt) > context.clock() + DAY_MS) {
      problems.push({
        code: 'claim-ahead',
        message: `Number ${formatId(number)} has a time ahead of the clock, ${claim.value.claimedAt}. Later numbers cannot have an earlier one.`,
        fix: 'Look at the clock of this machine and at the dates in the names of the logs before it.',
      });
    }
  }
  for (const range of ranges) {
    const shown = [
      ...own.filter(({ end }) => end.kind === 'read').map(({ number }) => number),
      ...files.keys(),
    ]
      .filter((number) => isWithin(number, range))
      .reduce((highest, number) => Math.max(highest, number), 0);
    const recorded = highestEntry(view.lastNumbers.entries, series, range)?.number ?? 0;
    if (recorded >= shown) continue;
    problems.push({
      code: 'last-numbers-behind',
      message: `${LAST_NUMBERS_FILE} is behind: it says ${formatId(recorded)} for ${series}, the folder shows ${formatId(shown)}.`,
      fix: 'Nothing, the next allocation heals it. Commit it then.',
    });
  }
  return problems;
}

const DAY_MS = 86_400_000;

function isWithinAny(number: number, ranges: readonly NumberRange[]): boolean {
  return ranges.some((range) => isWithin(number, range));
}
