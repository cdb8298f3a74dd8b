import type { ComponentChildren } from 'preact';
import type { Severity } from '../api/types.js';
import { useKeys } from '../shell/keyboard.js';
import { CopyButton } from './copy-button.js';
import './event-detail.css';
import { SeverityMark } from './severity.js';
import { Time } from './time.js';
import { visibleText } from './visible-text.js';

export interface EventDetailProps {
  event: { type: string; severity: Severity; at: number; seq?: number; data: unknown };
  onClose(): void;
  /** What else can be done with it. */
  children?: ComponentChildren;
}

/** All of one event. */
export function EventDetail({
  event: { type, severity, at, seq, data },
  onClose,
  children,
}: EventDetailProps) {
  useKeys([{ key: 'Escape', does: 'Close the event', run: onClose }]);
  const json = () => JSON.stringify(data, null, 2);
  return (
    <section class="event-detail" aria-label="The event">
      <div class="event-detail-line">
        <h2>{visibleText(type)}</h2>
        <SeverityMark severity={severity} />
        <Time at={at} />
        {seq !== undefined && <span>seq {seq}</span>}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <pre tabIndex={0}>{visibleText(json())}</pre>
      <div class="event-detail-line">
        {children}
        <CopyButton text={json}>Copy as JSON</CopyButton>
        <button type="button" class="quiet" onClick={onClose}>
          Close
        </button>
      </div>
    </section>
  );
}
