import { join } from 'node:path';
import { fileModesFor, publishFile, runProgram } from '@opta/journal-fs';
import type { Allocator } from '@opta/journal-ids';
import { LAST_NUMBERS_FILE } from '../constants.js';
import type { DoctorContext } from '../doctor-options.js';
import { readBytes } from '../folders/log-bytes.js';
import { readKind } from '../folders/read-kind.js';
import { healLastNumbers } from './heal-last-numbers.js';
import { moveToShelf } from './move-file.js';
import type { StepOf } from './repair-plan.js';
import { logChanged } from './replace-log.js';
import { done, NOT_NEEDED, type StepResult } from './step-result.js';

/** What a person or git put between the lines: comments, and the marks of a merge conflict. */
const NO_ENTRY = /^(?:#|<{7}|\|{7}|={7}|>{7}|\s*$)/;

/**
 * Lets last-numbers.txt take the higher numbers of its conflict copy, and moves that out of the listing.
 *
 * @throws {JOURNAL_DOCTOR_LOG_CHANGED} when the copy was changed meanwhile; it stays
 */
export async function mergeLastNumbers(
  context: DoctorContext,
  allocator: Allocator,
  { fileName }: StepOf<'merge-last-numbers'>,
): Promise<StepResult> {
  const { fileSystem, store } = context;
  const directory = store.updateLogsDir;
  if ((await readKind(fileSystem, join(directory, fileName))) !== 'file') return NOT_NEEDED;
  const copy = await readBytes(context, directory, fileName);
  if (copy === undefined) return NOT_NEEDED;
  // A conflict that still has to be seen is seen here, before anything is changed.
  await healLastNumbers(context, allocator);
  await addLines(context, entryLinesOf(copy));
  await healLastNumbers(context, allocator);
  if ((await readBytes(context, directory, fileName))?.equals(copy) === false) throw logChanged(fileName);
  const moved = await runProgram(moveToShelf(directory, fileName, 'replaced'), fileSystem.async);
  return moved === undefined ? done(LAST_NUMBERS_FILE) : done(LAST_NUMBERS_FILE, moved);
}

function entryLinesOf(copy: Buffer): string[] {
  return copy
    .toString('utf8')
    .split(/\r?\n/)
    .filter((line) => !NO_ENTRY.test(line));
}

/** With two lines of one series the higher one counts, so that a crash right after this loses nothing. */
async function addLines(context: DoctorContext, lines: readonly string[]): Promise<void> {
  if (lines.length === 0) return;
  const { fileSystem, store, fileMode } = context;
  const directory = store.updateLogsDir;
  const current = await readBytes(context, directory, LAST_NUMBERS_FILE);
  const content = `${current?.toString('utf8') ?? ''}\n${lines.join('\n')}\n`;
  const { file: mode } = await runProgram(fileModesFor(directory, fileMode), fileSystem.async);
  await runProgram(
    publishFile({ directory, name: LAST_NUMBERS_FILE, content, mode, replace: true }),
    fileSystem.async,
  );
}
