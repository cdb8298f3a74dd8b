import { runProgram } from '@opta/journal-fs';
import { toJournalStoreError } from '../errors.js';
import type { ListingPlace } from '../listing/list-session-logs.js';
import { newestDateOf } from './apply-retention.js';
import { readMark, writeMark } from './retention-marks.js';
import type { RetentionPlan } from './retention-plan.js';

/** Notes that somebody has seen what goes, in general or until the last day of a plan. */
export async function acceptRetention(
  { fileSystem, directory }: ListingPlace,
  plan: RetentionPlan | undefined,
): Promise<void> {
  try {
    const before = await runProgram(readMark(directory, 'accepted'), fileSystem.async);
    const until = newestDateOf([{ date: before?.until ?? '' }, ...(plan?.units ?? [])]);
    await runProgram(writeMark(directory, 'accepted', { at: Date.now(), until }), fileSystem.async);
  } catch (error) {
    throw toJournalStoreError(error, 'note the acceptance of retention in', directory);
  }
}
