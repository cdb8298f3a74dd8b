import { join } from 'node:path';
import { call, errnoOf, type FileProgram, isThere, LINK_UNSUPPORTED, syncDirectory } from '@opta/journal-fs';
import { MAX_COPIES } from '../constants.js';
import { JournalDoctorError, quote } from '../errors.js';

const LOG_ENDING = /\.md(?:\.\d+)?$/i;

/**
 * Program: gives a file the name that shows no secret, over nothing. A log in markdown whose name is taken gets a
 * number behind it, as the second session log of a minute does. Stopped anywhere and run again, it ends in the same.
 *
 * @throws {JOURNAL_DOCTOR_NAME_TAKEN}
 */
export function* renameScrubbed(directory: string, fileName: string, newName: string): FileProgram<void> {
  const path = join(directory, fileName);
  for (const name of candidates(newName)) {
    if (!(yield* rename(path, join(directory, name)))) continue;
    yield* syncDirectory(directory);
    return;
  }
  throw new JournalDoctorError(
    'JOURNAL_DOCTOR_NAME_TAKEN',
    `Cannot give a file the name ${quote(newName)}, which shows no secret: it is taken. Rename one of the two by hand.`,
    { directory, newName },
  );
}

function* candidates(name: string): Generator<string> {
  yield name;
  const ending = LOG_ENDING.exec(name)?.[0];
  if (ending === undefined) return;
  const stem = name.slice(0, -ending.length);
  for (let copy = 2; copy <= MAX_COPIES; copy += 1) yield `${stem}-${copy}${ending}`;
}

/** @returns false if something else bears the name */
function* rename(path: string, newPath: string): FileProgram<boolean> {
  try {
    yield* call.link(path, newPath);
  } catch (error) {
    const errno = errnoOf(error) ?? '';
    if (errno === 'EEXIST') {
      if (!(yield* isSame(path, newPath))) return false;
    } else {
      if (!LINK_UNSUPPORTED.includes(errno)) throw error;
      if (yield* isThere(newPath)) return false;
      yield* call.rename(path, newPath);
      return true;
    }
  }
  yield* call.unlink(path);
  return true;
}

/** An earlier scrub was stopped between the two names. */
function* isSame(path: string, newPath: string): FileProgram<boolean> {
  const one = yield* call.lstat(path);
  const other = yield* call.lstat(newPath);
  return one.ino === other.ino && one.dev === other.dev;
}
