import { JournalFormatError } from './errors.js';
import { isRealDay } from './is-real-day.js';
import { MAX_DEVICE_SLUG, MAX_SUMMARY_SLUG, MAX_UPDATE_SLUG } from './name-limits.js';
import { slugify } from './slugify.js';

export interface SessionLogNameParts {
  /** `YYYY-MM-DD` */
  date: string;
  /** `HH:MM`; seconds and what follows are left out */
  time: string;
  device: string;
  summary: string;
  /** 2 for the second log of that name, and so on. */
  copy?: number;
}

export interface EventLogNameParts {
  /** `YYYY-MM-DD` */
  date: string;
  /** `HH:MM:SS`; what follows is left out */
  time: string;
  device: string;
  /** 2 for the second event log of that second, and so on. */
  copy?: number;
  /** 2 for the second segment, and so on. */
  segment?: number;
}

export interface UpdateLogNameParts {
  /** The number with its leading zeros, `007`. */
  id: string;
  /** `YYYY-MM-DD` */
  date: string;
  slug: string;
}

const TIME = /^([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?(?!\d)/;

/**
 * The file name of a session log: `2026-02-23-1405-mbp-1-startup-check.md`.
 *
 * @throws {JOURNAL_FORMAT_NAME_INVALID} when date, time or copy is not of the form that is asked for
 */
export function sessionLogFileName(parts: SessionLogNameParts): string {
  const { hour, minute } = readTime(parts.time, false);
  const device = slugify(parts.device, { maxLength: MAX_DEVICE_SLUG });
  const summary = slugify(parts.summary, { maxLength: MAX_SUMMARY_SLUG });
  return `${readDate(parts.date)}-${hour}${minute}-${device}-${summary}${suffix('-', parts.copy, 'copy')}.md`;
}

/**
 * The file name of an event log: `2026-02-23-140512-mbp-1-events.jsonl`, `…-events-2.jsonl` for a second one of
 * that second, `…-events.2.jsonl` for a second segment.
 *
 * @throws {JOURNAL_FORMAT_NAME_INVALID} when a part is not of the form that is asked for
 */
export function eventLogFileName(parts: EventLogNameParts): string {
  const { hour, minute, second } = readTime(parts.time, true);
  const device = slugify(parts.device, { maxLength: MAX_DEVICE_SLUG });
  const copy = suffix('-', parts.copy, 'copy');
  const segment = suffix('.', parts.segment, 'segment');
  return `${readDate(parts.date)}-${hour}${minute}${second}-${device}-events${copy}${segment}.jsonl`;
}

/**
 * The file name of an update log: `200_2026-02-23_lmx-sync.md`.
 *
 * @throws {JOURNAL_FORMAT_NAME_INVALID} when number or date is not of the form that is asked for
 */
export function updateLogFileName(parts: UpdateLogNameParts): string {
  if (!/^\d{1,15}$/.test(parts.id)) throw invalidName('id', parts.id, 'digits, for instance 007');
  const slug = slugify(parts.slug, { maxLength: MAX_UPDATE_SLUG });
  return `${parts.id.padStart(3, '0')}_${readDate(parts.date)}_${slug}.md`;
}

function readDate(date: string): string {
  if (isRealDay(date)) return date;
  throw invalidName('date', date, 'a day as YYYY-MM-DD');
}

function readTime(time: string, needsSeconds: boolean): { hour: string; minute: string; second: string } {
  const [, hour, minute, second] = TIME.exec(time) ?? [];
  if (hour === undefined || minute === undefined || (needsSeconds && second === undefined)) {
    throw invalidName('time', time, needsSeconds ? 'a time as HH:MM:SS' : 'a time as HH:MM');
  }
  return { hour, minute, second: second ?? '' };
}

/** The first of its kind carries no number. */
function suffix(separator: string, number: number | undefined, name: string): string {
  if (number === undefined || number === 1) return '';
  if (Number.isInteger(number) && number > 1 && number < 1e9) return `${separator}${number}`;
  throw invalidName(name, String(number), 'a whole number from 1');
}

function invalidName(part: string, value: string, form: string): JournalFormatError {
  return new JournalFormatError(
    'JOURNAL_FORMAT_NAME_INVALID',
    `The ${part} of a file name is ${JSON.stringify(String(value).slice(0, 200))}; it has to be ${form}.`,
    { part, value },
  );
}
