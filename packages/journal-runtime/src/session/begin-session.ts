import type { SummarySession } from '@opta/journal-summary';
import { ulid } from 'ulid';
import type { JournalingConfig } from '../config/journaling-config.js';
import { MAX_LABEL_CHARACTERS, MAX_METADATA_BYTES } from '../constants.js';
import { encodeOwnRecord } from '../events/encode-record.js';
import type { JournalRedaction } from '../redaction/journal-redaction.js';
import type { StartInfo } from '../runtime-journal.js';
import { wellFormed } from '../shown.js';

/** What is known of a session when it begins, as its log will show it. */
export function beginSession(
  info: StartInfo,
  startedAt: number,
  { config, redaction }: { config: JournalingConfig; redaction: JournalRedaction },
): SummarySession {
  const label = (given: unknown, fallback: string): string => redaction.redactText(labelOr(given, fallback));
  return {
    session: ulid(startedAt),
    device: label(info.device, config.device),
    user: label(info.user, config.author),
    model: label(info.model, 'unknown'),
    startedAt,
    timeZone: config.timezone,
    metadata: redaction.redact(storable(info.metadata)),
  };
}

function labelOr(label: unknown, fallback: string): string {
  const given = typeof label === 'string' ? label.trim() : '';
  return wellFormed((given === '' ? fallback : given).slice(0, MAX_LABEL_CHARACTERS));
}

/** Metadata as the event log's first line will hold it. */
function storable(metadata: unknown): Record<string, unknown> {
  const record = { type: 'metadata', data: metadata ?? {}, time: 0 };
  const data = encodeOwnRecord(record, { maxBytes: MAX_METADATA_BYTES })?.data;
  const isObject = data !== null && typeof data === 'object' && !Array.isArray(data);
  return isObject ? (data as Record<string, unknown>) : {};
}
