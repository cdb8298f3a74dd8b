import { join } from 'node:path';
import { call } from './call.js';
import { STATE_DIRECTORY } from './constants.js';
import { ensureDirectory } from './ensure-directory.js';
import { errnoOf } from './errno-of.js';
import { JournalFsError, quote, toJournalFsError } from './errors.js';
import { fileModesFor } from './file-modes-for.js';
import { placeFile } from './place-file.js';
import type { FileProgram, FileStat } from './types.js';

export interface StateDirectory {
  /** `<log folder>/.opta-journal` */
  root: string;
  /** Its folder `claims`: one file for every number that was given. */
  claims: string;
  /** Its folder `tmp`: files on their way to their final name. */
  temporary: string;
}

/** Folders that recovery makes in there once it needs them. */
const RECOVERY_FOLDERS = ['heartbeats', 'sessions', 'endings'];

const IGNORE = '# Nothing in here belongs into the repository.\n*\n';

const README = `# What is this?

The journal keeps its own state here. Nobody needs to read it, and git ignores it.

- \`claims/\`: one small file for every number that was given to an update log, with its time and owner.
- \`tmp/\`: files that are being written. They move to their final name when they are complete.
- \`heartbeats/\`, \`sessions/\`, \`endings/\`: signs of life of running sessions, and what finishes the log of one
  that was killed.
- \`*.reserve\`: room that a running session keeps for its last words on a full disk.
- \`retention-*.json\`: which plan of retention somebody has looked at.
- \`replaced/\`: what a repair has put aside, until its replacement was read back.

## May I delete it?

Yes, while no program writes to the journal. What it costs: numbers that were given but never became a file
lose their explanation, and such a number may be given again if it is higher than every one that
\`last-numbers.txt\` and the names of the logs show; sessions that were killed and kept no event log lose their
session log; retention asks again before it begins. Finished logs are not touched.
`;

/**
 * Program: makes sure that the hidden folder of a log folder exists, with its `.gitignore` and README.md.
 *
 * @param logDirectory - The log folder; it is created if missing.
 * @returns The paths.
 * @throws {JOURNAL_FS_NOT_A_DIRECTORY} when a symbolic link or a file is in the place of one of them, or a link in
 *   that of a folder which recovery keeps in there: nothing is ever written or removed through a planted link.
 * @throws {JOURNAL_FS_IO} when the system refuses.
 */
export function* ensureStateDirectory(logDirectory: string): FileProgram<StateDirectory> {
  const root = join(logDirectory, STATE_DIRECTORY);
  const paths: StateDirectory = { root, claims: join(root, 'claims'), temporary: join(root, 'tmp') };
  try {
    yield* ensureDirectory(logDirectory);
    for (const path of [paths.root, paths.claims, paths.temporary]) yield* ensureOwnDirectory(path);
    for (const name of RECOVERY_FOLDERS) yield* refuseLink(join(root, name));
    yield* ensureText(paths, '.gitignore', IGNORE);
    yield* ensureText(paths, 'README.md', README);
    return paths;
  } catch (error) {
    throw toJournalFsError(error, 'prepare the folder', root);
  }
}

/** Program: a folder of ours, which no symbolic link may stand for. */
function* ensureOwnDirectory(path: string): FileProgram<void> {
  if (yield* isOwnDirectory(path)) return;
  yield* ensureDirectory(path);
  yield* isOwnDirectory(path);
}

function* isOwnDirectory(path: string): FileProgram<boolean> {
  const kind = yield* kindOf(path);
  if (kind === undefined || kind === 'directory') return kind !== undefined;
  throw notOurs(path, kind);
}

/** Program: whatever else has its place is the affair of those who need the folder. */
function* refuseLink(path: string): FileProgram<void> {
  const kind = yield* kindOf(path);
  if (kind === 'symlink') throw notOurs(path, kind);
}

function notOurs(path: string, kind: FileStat['kind']): JournalFsError {
  return new JournalFsError(
    'JOURNAL_FS_NOT_A_DIRECTORY',
    `Cannot use ${quote(path)} as a folder of the journal: it is a ${kind}. Remove it.`,
    { path, kind },
  );
}

/** Program: what is at a path, without following a link; undefined for nothing. */
function* kindOf(path: string): FileProgram<FileStat['kind'] | undefined> {
  try {
    return (yield* call.lstat(path)).kind;
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function* ensureText(paths: StateDirectory, name: string, text: string): FileProgram<void> {
  if ((yield* kindOf(join(paths.root, name))) !== undefined) return;
  const { file: mode } = yield* fileModesFor(paths.root);
  yield* placeFile({
    directory: paths.root,
    names: [name],
    content: text,
    mode,
    temporaryDirectory: paths.temporary,
    claimDirectory: paths.temporary,
    isReplacing: false,
    isSynced: true,
  });
}
