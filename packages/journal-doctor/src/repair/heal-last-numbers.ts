import { type Allocator, formatId, rebuildLastNumbers } from '@opta/journal-ids';
import { LAST_NUMBERS_FILE } from '../constants.js';
import { allocatorOptions, type DoctorContext } from '../doctor-options.js';
import { JournalDoctorError } from '../errors.js';
import { listNumberedLogs } from '../folders/numbered-log.js';
import { done, type StepResult } from './step-result.js';

/** Writes last-numbers.txt anew, unless it has a conflict that still has to be seen. */
export async function healLastNumbers(context: DoctorContext, allocator: Allocator): Promise<StepResult> {
  const problems = (await allocator.inspect()).flatMap((state) => state.problems);
  if (problems.some(({ code }) => code === 'last-numbers-conflict')) await assertNoneShared(context);
  await rebuildLastNumbers(allocatorOptions(context));
  return done(LAST_NUMBERS_FILE);
}

async function assertNoneShared({ store }: DoctorContext): Promise<void> {
  const seen = new Set<number>();
  const shared = (await listNumberedLogs(store)).find(
    ({ number }) => seen.size === seen.add(number).size,
  )?.number;
  if (shared === undefined) return;
  throw new JournalDoctorError(
    'JOURNAL_DOCTOR_NUMBER_STILL_SHARED',
    `Cannot resolve the conflict in ${LAST_NUMBERS_FILE}: number ${formatId(shared)} is still borne by two logs. Repair that first.`,
    { number: shared },
  );
}
