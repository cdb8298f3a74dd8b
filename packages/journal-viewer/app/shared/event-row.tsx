import type { Severity } from '../api/types.js';
import './event-row.css';
import { findMarks } from './find-marks.js';
import { MarkedText } from './marked-text.js';
import { SeverityMark } from './severity.js';
import { summarizeData } from './summarize-data.js';
import { Time } from './time.js';
import { visibleText } from './visible-text.js';

export interface EventRowProps {
  event: { type: string; severity: Severity; at: number; data: unknown };
  isOpen: boolean;
  onOpen(): void;
  /** What is highlighted in it. Default: nothing. */
  mark?: string;
}

/** One event as a row of a list; the list around it is a container of inline size, to which the row fits itself. */
export function EventRow({ event: { type, severity, at, data }, isOpen, onOpen, mark = '' }: EventRowProps) {
  return (
    // The keyboard has the list itself: a stop at each row would be one of thousands.
    <button type="button" class="event-row" tabIndex={-1} aria-pressed={isOpen} onClick={onOpen}>
      <Time at={at} part="clock" />
      <SeverityMark severity={severity} />
      <span class="event-type">
        <Highlighted text={visibleText(type)} mark={mark} />
      </span>
      <code class="event-data">
        <Highlighted text={summarizeData(data)} mark={mark} />
      </code>
    </button>
  );
}

function Highlighted({ text, mark }: { text: string; mark: string }) {
  return <MarkedText text={text} marks={findMarks(text, mark)} />;
}
