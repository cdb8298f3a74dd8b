import { type EventSeverity, eventSeverity, isoTimestamp, zonedTime } from '@opta/journal-format';
import { fitText } from '../../terminal/fit-text.js';
import type { Style, Terminal } from '../../terminal/terminal.js';
import { visibleText } from '../../terminal/visible-text.js';
import type { ReadRecord } from './read-record.js';
import { textOf } from './record-filter.js';

export type RecordFormat = 'short' | 'short-iso' | 'cat' | 'md';

export interface FormatContext {
  terminal: Terminal;
  timeZone: string;
}

/** Characters of data on a line that nobody's terminal bounds. */
const MAX_DATA_CHARACTERS = 500;

const STYLES: Readonly<Record<EventSeverity, Style | undefined>> = {
  info: undefined,
  warning: 'yellow',
  error: 'red',
  critical: ['red', 'bold'],
};

/** `critical` */
const SEVERITY_COLUMNS = 8;

/** A record as one line that moves no cursor. */
export function formatRecord(record: ReadRecord, format: RecordFormat, context: FormatContext): string {
  if (format === 'md') return formatMarkdown(record, context.timeZone);
  const { terminal } = context;
  const type = visibleText(record.eventType);
  const data = visibleText(describeData(record.data));
  if (format === 'cat') return fitText(`${type}  ${data}`.trimEnd(), terminal.columns);
  const severity = eventSeverity(record.eventType);
  const time = format === 'short' ? localTime(record, context.timeZone) : isoTime(record, context.timeZone);
  const head = `${time}  ${severity.padEnd(SEVERITY_COLUMNS)}  `;
  const line = fitText(`${head}${type}  ${data}`.trimEnd(), terminal.columns);
  const style = STYLES[severity];
  return style === undefined ? line : terminal.style(style, line);
}

/** The data on one line: `model_id=qwen3 memory_gb=17.2`; deeper parts as JSON. */
export function describeData(data: unknown): string {
  const text =
    typeof data === 'object' && data !== null && !Array.isArray(data)
      ? Object.entries(data)
          .map(([key, value]) => `${key}=${describeValue(value)}`)
          .join(' ')
      : textOf(data);
  return text.length > MAX_DATA_CHARACTERS ? `${text.slice(0, MAX_DATA_CHARACTERS)}…` : text;
}

/** Words stand as they are; what would run into the next pair is quoted. */
function describeValue(value: unknown): string {
  const text = textOf(value);
  return typeof value === 'string' && (text === '' || /[\s="]/.test(text)) ? JSON.stringify(text) : text;
}

const FIRST_TIME = Date.parse('0001-01-03T00:00:00Z');
const LAST_TIME = Date.parse('9999-12-29T00:00:00Z');

/** Whether a calendar has it: damaged records and hostile ones have any number. */
export function isTime(epochMs: number): boolean {
  return epochMs >= FIRST_TIME && epochMs <= LAST_TIME;
}

function localTime({ time, timestamp }: ReadRecord, timeZone: string): string {
  if (!isTime(time)) return visibleText(timestamp);
  const local = zonedTime(time, timeZone);
  return `${local.date} ${local.time}`;
}

function isoTime({ time, timestamp }: ReadRecord, timeZone: string): string {
  return isTime(time) ? isoTimestamp(time, timeZone) : visibleText(timestamp);
}

/** An item of a list in which no data can be markup. */
function formatMarkdown(record: ReadRecord, timeZone: string): string {
  const data = visibleText(describeData(record.data));
  const parts = [
    localTime(record, timeZone),
    eventSeverity(record.eventType),
    code(visibleText(record.eventType)),
  ];
  return `- ${parts.join(' ')}${data === '' ? '' : `: ${code(data)}`}`;
}

/** Source: CommonMark 6.1: a fence longer than any inside; a space where the text begins or ends with one. */
function code(text: string): string {
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  const padding = /^`|`$|^ .* $/.test(text) ? ' ' : '';
  return `${fence}${padding}${text}${padding}${fence}`;
}
