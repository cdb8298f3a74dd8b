import type { DoctorContext } from '../doctor-options.js';
import { readBytes } from '../folders/log-bytes.js';
import { listNumberedLogs } from '../folders/numbered-log.js';
import { citedNamesOf, rewriteCitedNames } from './rewrite-cited-names.js';

/** Whether a log of the update folder has this content, or had it until citations in it were rewritten. */
export async function isSameLog(context: DoctorContext, fileName: string, content: Buffer): Promise<boolean> {
  const current = await readBytes(context, context.store.updateLogsDir, fileName);
  if (current === undefined) return false;
  if (current.equals(content)) return true;
  const cited = citedNamesOf(await listNumberedLogs(context.store));
  const rewritten = rewriteCitedNames(content.toString('latin1'), cited, fileName);
  return current.equals(Buffer.from(rewritten, 'latin1'));
}
