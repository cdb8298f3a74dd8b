import { basename, dirname, join } from 'node:path';
import { errnoOf, isThere, JournalFsError, publishFile, runProgram, syncDirectory } from '@opta/journal-fs';
import type { Allocation, Allocator } from '@opta/journal-ids';
import type { DoctorContext } from '../doctor-options.js';
import { confirm, readBytes, textOf, uneditable } from '../folders/log-bytes.js';
import { finishOriginal } from './finish-original.js';
import { isSameLog } from './is-same-log.js';
import { moveToShelf, removeIfThere } from './move-file.js';
import { type RenumberDecision, readDecision, removeDecision, writeDecision } from './renumber-decision.js';
import { renumberText } from './renumber-text.js';
import type { StepOf } from './repair-plan.js';
import { logChanged } from './replace-log.js';
import { done, NOT_NEEDED, type StepResult } from './step-result.js';

type Step = StepOf<'renumber'>;

/** A decision, and the number itself where we are the ones who took it. */
interface Decided extends RenumberDecision {
  allocation?: Allocation;
}

/**
 * Gives a log the next number of its series: decides on it, publishes the log under the new name, reads it back,
 * and only then takes the original away. Stopped anywhere and run again, it ends in the same.
 */
export async function renumberLog(
  context: DoctorContext,
  allocator: Allocator,
  step: Step,
): Promise<StepResult> {
  const directory = context.store.updateLogsDir;
  const source = await readBytes(context, directory, step.fileName);
  if (source === undefined) return finishOriginal(context, step.fileName);
  const text = textOf(source);
  // Before a number is used up for it.
  if (
    text === undefined ||
    renumberText(text, { id: step.expectedId ?? '0', alias: step.id }) === undefined
  ) {
    throw uneditable(step.fileName);
  }
  const decided = await decide(context, allocator, step);
  return decided === undefined ? NOT_NEEDED : carryOut(context, step.fileName, { source, decided });
}

/** Carries out what an interrupted repair decided. */
export async function resumeRenumbering(
  context: DoctorContext,
  fileName: string,
  decided: RenumberDecision,
): Promise<StepResult> {
  const source = await readBytes(context, context.store.updateLogsDir, fileName);
  return source === undefined
    ? finishOriginal(context, fileName)
    : carryOut(context, fileName, { source, decided });
}

/** @returns undefined where there is nothing to be done any more */
async function decide(
  context: DoctorContext,
  allocator: Allocator,
  step: Step,
): Promise<Decided | undefined> {
  const { fileName, id: alias, rest } = step;
  const known = await readDecision(context, fileName);
  if (known !== undefined) return known;
  if (!step.isKeeperArchived && !(await isLogThere(context, step.keeps))) return undefined;
  const allocation = await allocator.allocate(step.series);
  const decision = { id: allocation.id, alias, rest };
  try {
    if (!(await writeDecision(context, fileName, decision))) {
      await abandon(allocation, `another repair had already renumbered ${fileName}`);
      return await readDecision(context, fileName);
    }
  } catch (error) {
    await abandon(allocation, (error as Error).message);
    throw error;
  }
  // A repair that was faster may have ended in between. From here on all follow our decision.
  if (await isLogThere(context, fileName)) return { ...decision, allocation };
  await removeDecision(context, fileName);
  await abandon(allocation, `another repair had already renumbered ${fileName}`);
  return undefined;
}

async function carryOut(
  context: DoctorContext,
  fileName: string,
  { source, decided }: { source: Buffer; decided: Decided },
): Promise<StepResult> {
  const { async: fileSystem } = context.fileSystem;
  const directory = context.store.updateLogsDir;
  const newName = `${decided.id}${decided.rest}`;
  const content = renumbered(source, decided, fileName);
  if (!(await publish(context, fileName, newName, content))) return NOT_NEEDED;
  const kept = await runProgram(moveToShelf(directory, fileName, 'pending'), fileSystem);
  if (kept !== undefined && (await isChanged(context, kept, source))) {
    await takeBack(context, { kept, fileName, newName, content });
    await removeDecision(context, fileName);
    if (decided.allocation !== undefined) await abandon(decided.allocation, 'the log was changed meanwhile');
    throw logChanged(fileName);
  }
  await decided.allocation?.complete(newName);
  if (kept !== undefined) await runProgram(removeIfThere(kept), fileSystem);
  await removeDecision(context, fileName);
  return done(newName);
}

function renumbered(source: Buffer, { id, alias }: RenumberDecision, fileName: string): Buffer {
  const text = textOf(source);
  const content = text === undefined ? undefined : renumberText(text, { id, alias });
  if (content === undefined) throw uneditable(fileName);
  return Buffer.from(content);
}

/** @returns false if the log has gone, so that somebody else has done it all */
async function publish(
  context: DoctorContext,
  fileName: string,
  newName: string,
  content: Buffer,
): Promise<boolean> {
  const { async: fileSystem } = context.fileSystem;
  const directory = context.store.updateLogsDir;
  const mode = await modeOf(context, fileName);
  if (mode === undefined) return false;
  try {
    await runProgram(publishFile({ directory, name: newName, content, mode }), fileSystem);
  } catch (error) {
    if (!(error instanceof JournalFsError) || error.code !== 'JOURNAL_FS_EXISTS') throw error;
    if (await isSameLog(context, newName, content)) return true;
    // The log was edited after it was published: both versions stay, and the next repair decides anew.
    await removeDecision(context, fileName);
    throw logChanged(fileName);
  }
  await confirm(context, directory, newName, content);
  return true;
}

/** Undefined where the log has gone, which another repair may bring about at any moment. */
async function modeOf({ store, fileSystem }: DoctorContext, fileName: string): Promise<number | undefined> {
  try {
    return (await fileSystem.async.lstat(join(store.updateLogsDir, fileName))).mode;
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** What has gone from the shelf, another repair has removed, which had found the log under its new name. */
async function isChanged(context: DoctorContext, kept: string, source: Buffer): Promise<boolean> {
  try {
    const bytes = await readBytes(context, dirname(kept), basename(kept));
    return bytes !== undefined && !bytes.equals(source);
  } catch (error) {
    // Somebody has put a link or something else in the place of the log.
    if (error instanceof JournalFsError && error.code === 'JOURNAL_FS_NOT_A_FILE') return true;
    throw error;
  }
}

/** What was moved away is not what was published: as it was before. */
async function takeBack(
  context: DoctorContext,
  { kept, fileName, newName, content }: { kept: string; fileName: string; newName: string; content: Buffer },
): Promise<void> {
  const { async: fileSystem } = context.fileSystem;
  const directory = context.store.updateLogsDir;
  // Where somebody has written a new one, this one stays on the shelf.
  if (!(await isLogThere(context, fileName))) await fileSystem.rename(kept, join(directory, fileName));
  const published = await readBytes(context, directory, newName);
  if (published?.equals(content) === true) await fileSystem.unlink(join(directory, newName));
  await runProgram(syncDirectory(directory), fileSystem);
}

function isLogThere({ store, fileSystem }: DoctorContext, fileName: string): Promise<boolean> {
  return runProgram(isThere(join(store.updateLogsDir, fileName)), fileSystem.async);
}

/** The claim stays and explains the gap; that its reason could not be recorded must not hide the first error. */
async function abandon(allocation: Allocation, reason: string): Promise<void> {
  await allocation.abandon(reason).catch(() => undefined);
}
