import { join } from 'node:path';
import { isThere, runProgram } from '@opta/journal-fs';
import type { DoctorContext } from '../doctor-options.js';
import { readBytes, textOf } from '../folders/log-bytes.js';
import { splitName } from '../folders/numbered-log.js';
import { isSameLog } from './is-same-log.js';
import { removeIfThere, shelfPath } from './move-file.js';
import { readDecision, removeDecision } from './renumber-decision.js';
import { renumberText } from './renumber-text.js';
import { done, NOT_NEEDED, type StepResult } from './step-result.js';

/** A number behind the ending tells originals of one name apart. */
const SHELF_NUMBER = /(\.[a-z]+)\.\d+$/i;

/**
 * Removes the original that an interrupted repair kept, if the log that came of it is there and whole, and the
 * decision about it.
 */
export async function finishOriginal(context: DoctorContext, keptName: string): Promise<StepResult> {
  const { store, fileSystem } = context;
  const fileName = keptName.replace(SHELF_NUMBER, '$1');
  const shelf = shelfPath(store.updateLogsDir, 'pending');
  const kept = await readBytes(context, shelf, keptName);
  if (kept !== undefined && !(await isElsewhere(context, kept, fileName))) return NOT_NEEDED;
  await runProgram(removeIfThere(join(shelf, keptName)), fileSystem.async);
  if (!(await runProgram(isThere(join(store.updateLogsDir, fileName)), fileSystem.async))) {
    await removeDecision(context, fileName);
  }
  return kept === undefined ? NOT_NEEDED : done(keptName);
}

async function isElsewhere(context: DoctorContext, kept: Buffer, fileName: string): Promise<boolean> {
  if (await isSameLog(context, fileName, kept)) return true;
  const text = textOf(kept);
  if (text === undefined) return false;
  const decision = await readDecision(context, fileName);
  const id = decision?.id ?? splitName(fileName).id;
  const alias = decision === undefined ? {} : { alias: decision.alias };
  const content = renumberText(text, { id, ...alias });
  const newName = decision === undefined ? fileName : `${id}${decision.rest}`;
  return content !== undefined && (await isSameLog(context, newName, Buffer.from(content)));
}
