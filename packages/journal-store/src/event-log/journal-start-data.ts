import { isoTimestamp } from '@opta/journal-format';
import type { JournalStart } from './journal-start.js';

/** The start of a session as it stands in the data of `journal_session_start`. */
export function journalStartData(start: JournalStart): Record<string, unknown> {
  return {
    session: start.session,
    segment: start.segment,
    format_version: start.formatVersion,
    device: start.device,
    user: start.user,
    model: start.model,
    started_at: isoTimestamp(start.startedAt, start.timeZone),
    time_zone: start.timeZone,
    pid: start.pid,
    ...(start.processStart === undefined ? {} : { process_start: start.processStart }),
    ...(start.bootId === undefined ? {} : { boot_id: start.bootId }),
    ...(start.machineId === undefined ? {} : { machine_id: start.machineId }),
    ...(start.pidNamespace === undefined ? {} : { pid_namespace: start.pidNamespace }),
    ...(start.dialect === undefined ? {} : { dialect: start.dialect }),
    metadata: start.metadata,
  };
}
