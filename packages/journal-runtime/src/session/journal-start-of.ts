import type { HostIdentity } from '@opta/journal-recovery';
import type { JournalStart } from '@opta/journal-store';
import type { SummarySession } from '@opta/journal-summary';
import type { JournalingConfig } from '../config/journaling-config.js';

/** The first line of a session's event log: the session, and which process writes it. */
export function journalStartOf(
  { session, device, user, model, startedAt, timeZone, metadata }: SummarySession,
  identity: HostIdentity,
  { dialect }: JournalingConfig,
): JournalStart {
  return {
    session,
    segment: 1,
    formatVersion: 1,
    device,
    user,
    model,
    startedAt,
    timeZone,
    pid: process.pid,
    ...hostOf(identity),
    ...(dialect === 'lmx' ? {} : { dialect }),
    metadata,
  };
}

/** What tells this process from all others, as far as the system says it. */
function hostOf({ processStart, bootId, machineId, pidNamespace }: HostIdentity): Partial<HostIdentity> {
  return {
    ...(processStart === undefined ? {} : { processStart }),
    ...(bootId === undefined ? {} : { bootId }),
    ...(machineId === undefined ? {} : { machineId }),
    ...(pidNamespace === undefined ? {} : { pidNamespace }),
  };
}
