import type { DoctorContext } from '../doctor-options.js';
import { readBytes } from '../folders/log-bytes.js';
import { listNumberedLogs } from '../folders/numbered-log.js';
import { replaceLog } from './replace-log.js';
import { citedNamesOf, rewriteCitedNames } from './rewrite-cited-names.js';
import { done, NOT_NEEDED, type StepResult } from './step-result.js';

/** Lets every live log of the update folder cite renumbered logs by their new names. */
export async function rewriteCitations(context: DoctorContext): Promise<StepResult> {
  const directory = context.store.updateLogsDir;
  const logs = await listNumberedLogs(context.store);
  const names = citedNamesOf(logs);
  const changed: string[] = [];
  for (const { fileName, archived } of logs) {
    if (names.size === 0 || archived !== undefined) continue;
    const source = await readBytes(context, directory, fileName);
    if (source === undefined) continue;
    // Names are ASCII, so one character for each byte loses nothing of a log that is no UTF-8.
    const text = source.toString('latin1');
    const content = rewriteCitedNames(text, names, fileName);
    if (content === text) continue;
    await replaceLog(context, directory, fileName, { source, content: Buffer.from(content, 'latin1') });
    changed.push(fileName);
  }
  return changed.length === 0 ? NOT_NEEDED : done(...changed);
}
