import type { DoctorContext } from '../doctor-options.js';
import { toJournalDoctorError } from '../errors.js';
import { findRunningFiles } from './find-running-files.js';
import { listScrubTargets, type ScrubTarget } from './scrub-targets.js';

/** What there is to scrub at this moment. */
export interface Survey {
  targets: ScrubTarget[];
  /** Files of running sessions, by their paths in the session folder. */
  running: ReadonlySet<string>;
}

/** @throws {JOURNAL_DOCTOR_IO} when a folder cannot be read */
export async function surveyFiles(
  context: DoctorContext,
  ownSessions: readonly string[] = [],
): Promise<Survey> {
  try {
    const running = await findRunningFiles(context, ownSessions);
    return { running, targets: await listScrubTargets(context) };
  } catch (error) {
    throw toJournalDoctorError(error, 'read', context.store.sessionLogsDir);
  }
}
