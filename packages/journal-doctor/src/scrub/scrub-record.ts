import { constants } from 'node:fs';
import { join } from 'node:path';
import {
  call,
  type FileProgram,
  JournalFsError,
  publishFile,
  runProgram,
  syncDirectory,
  writeAll,
} from '@opta/journal-fs';
import { SCRUBBED_FILE } from '../constants.js';
import type { DoctorContext } from '../doctor-options.js';
import { addCounts, type Counts } from './counts.js';
import type { ScrubResult } from './scrub-result.js';
import { isSecretList, type ScrubSecrets } from './scrub-secrets.js';

const { O_APPEND, O_NOFOLLOW = 0, O_RDWR } = constants;
const NEWLINE = 0x0a;
const HEADER = `# What was taken out of these logs after the fact, one line of JSON for each time. Please commit this file:
# it tells who reads the logs why something is missing. It holds no secret.
`;

/** Writes down that a scrub was done: one line in a file of the session folder which is no log. */
export async function recordScrub(
  context: DoctorContext,
  secrets: ScrubSecrets,
  result: Pick<ScrubResult, 'done' | 'failed' | 'left' | 'foreign' | 'participants'>,
): Promise<void> {
  const { store, fileSystem, clock } = context;
  const found: Counts = {};
  for (const step of result.done) addCounts(found, step.found);
  const line = JSON.stringify({
    scrubbed_at: new Date(clock()).toISOString(),
    ...(isSecretList(secrets) ? { secrets: secrets.length } : { kinds: secrets.kinds ?? 'known' }),
    found,
    files: result.done.map(({ folder, path, action }) => ({ folder, path, action })),
    participants: result.participants,
    failed: result.failed.length,
    left: result.left.length,
    foreign: result.foreign.length,
  });
  await runProgram(appendLine(store.sessionLogsDir, `${line}\n`, context.fileMode), fileSystem.async);
}

function* appendLine(directory: string, line: string, mode: number | undefined): FileProgram<void> {
  const about = { directory, name: SCRUBBED_FILE, ...(mode === undefined ? {} : { mode }) };
  try {
    yield* publishFile({ ...about, content: HEADER + line });
  } catch (error) {
    if (!(error instanceof JournalFsError) || error.code !== 'JOURNAL_FS_EXISTS') throw error;
    yield* appendToFile(join(directory, SCRUBBED_FILE), line);
    yield* syncDirectory(directory);
  }
}

function* appendToFile(path: string, line: string): FileProgram<void> {
  const fd = yield* call.open(path, O_RDWR | O_APPEND | O_NOFOLLOW);
  try {
    const { size } = yield* call.fstat(fd);
    // A crash may have taken the end of the line before.
    const start = size === 0 ? HEADER : (yield* isWhole(fd, size)) ? '' : '\n';
    yield* writeAll(fd, Buffer.from(start + line), null);
    yield* call.fsync(fd);
  } finally {
    yield* call.close(fd);
  }
}

function* isWhole(fd: number, size: number): FileProgram<boolean> {
  const last = Buffer.alloc(1);
  yield* call.read(fd, last, 0, 1, size - 1);
  return last[0] === NEWLINE;
}
