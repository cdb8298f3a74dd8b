import type { DoctorContext } from '../doctor-options.js';
import { readBytes, textOf, uneditable } from '../folders/log-bytes.js';
import { renumberText } from './renumber-text.js';
import type { StepOf } from './repair-plan.js';
import { replaceLog } from './replace-log.js';
import { done, NOT_NEEDED, type StepResult } from './step-result.js';

/** Writes the number of a log's file name into its frontmatter. */
export async function rewriteId(context: DoctorContext, step: StepOf<'rewrite-id'>): Promise<StepResult> {
  const directory = context.store.updateLogsDir;
  const source = await readBytes(context, directory, step.fileName);
  if (source === undefined) return NOT_NEEDED;
  const text = textOf(source);
  const content = text === undefined ? undefined : renumberText(text, { id: step.id });
  if (content === undefined) throw uneditable(step.fileName);
  if (content === text) return NOT_NEEDED;
  await replaceLog(context, directory, step.fileName, { source, content: Buffer.from(content) });
  return done(step.fileName);
}
