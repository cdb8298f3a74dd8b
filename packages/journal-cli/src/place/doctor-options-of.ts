import type { DoctorOptions } from '@opta/journal-doctor';
import type { JournalPlace } from './journal-place.js';

/** What the doctor needs to know of the log folders, as the configuration says it. */
export function doctorOptionsOf({ store, config }: JournalPlace): DoctorOptions {
  const { series, timezone: timeZone, device, fileMode, redaction } = config;
  return {
    store,
    series,
    timeZone,
    device,
    redaction,
    ...(fileMode === undefined ? {} : { fileMode }),
  };
}
