import { eventSeverity } from '@opta/journal-format';
import { createTypePattern } from '@opta/journal-store';
import type { ReadRecord } from './read-record.js';

/** From the least to the gravest. */
const SEVERITIES = ['info', 'warning', 'error', 'critical'] as const;

export interface RecordFilterOptions {
  type?: string[];
  severity?: (typeof SEVERITIES)[number];
  grep?: string;
}

/** Whether a record is one that the command line asks for. */
export type RecordFilter = (record: ReadRecord) => boolean;

/**
 * @param range - epoch milliseconds, both ends included
 */
export function createRecordFilter(
  { type, severity, grep }: RecordFilterOptions,
  range: { from: number; to: number },
): RecordFilter {
  const patterns = type?.map(createTypePattern);
  const least = severity === undefined ? 0 : SEVERITIES.indexOf(severity);
  const has = grep === undefined ? () => true : createTextTest(grep);
  const isBounded = Number.isFinite(range.from) || Number.isFinite(range.to);
  return ({ eventType, time, data }) => {
    if (patterns !== undefined && !patterns.some((matches) => matches(eventType))) return false;
    if (SEVERITIES.indexOf(eventSeverity(eventType)) < least) return false;
    // A record of an unknown time is in no range.
    if (isBounded && !(time >= range.from && time <= range.to)) return false;
    return has(eventType) || has(textOf(data));
  };
}

/** Strings as they are, everything else as its JSON. */
export function textOf(data: unknown): string {
  return typeof data === 'string' ? data : (JSON.stringify(data) ?? '');
}

/** As ripgrep's smart case: a text in small letters finds every spelling. */
function createTextTest(wanted: string): (text: string) => boolean {
  if (wanted !== wanted.toLowerCase()) return (text) => text.includes(wanted);
  return (text) => text.toLowerCase().includes(wanted);
}
