import type { Redactor } from '@opta/journal-redact';
import type { LineRecord } from '@opta/journal-store';

/** A record of an event log, and where it stands. */
export interface ReadRecord extends LineRecord {
  /** Name of the event log: of its first segment. */
  eventLog: string;
}

/** A record as it may be shown: programs that give their records no number may have left secrets in them. */
export function withoutSecrets(record: ReadRecord, redactor: Redactor): ReadRecord {
  if (record.seq !== undefined) return record;
  const { data, extra } = record;
  return {
    ...record,
    data: redactor.redact(data),
    ...(extra === undefined ? {} : { extra: redactor.redact(extra) }),
  };
}
