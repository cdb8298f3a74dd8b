import { SessionStatus } from '../../shared/session-status.js';
import { Time } from '../../shared/time.js';
import { visibleText } from '../../shared/visible-text.js';
import type { SessionRow } from './session-rows.js';

export interface SessionRowLineProps {
  row: SessionRow;
  href: string;
  isRunning: boolean;
}

/** One session in the list: all of it is the link. */
export function SessionRowLine({ row, href, isRunning }: SessionRowLineProps) {
  const { name, at, device, model, duration, archived } = row;
  return (
    <a class="sessions-row" href={href}>
      <span class="sessions-time">
        <Time at={at} />
      </span>
      <span class="sessions-device">{visibleText(device ?? '–')}</span>
      <span class="sessions-model">{visibleText(model ?? name)}</span>
      <span class="sessions-duration">{visibleText(duration ?? '')}</span>
      <span class="sessions-status">
        {isRunning ? <SessionStatus status="running" /> : <RowStatus row={row} />}{' '}
        {archived !== undefined && <span class="badge">archived</span>}
      </span>
    </a>
  );
}

/** An event log has no end of its own, and that of a log which cannot be read is not known. */
function RowStatus({ row: { kind, status, isReadable } }: { row: SessionRow }) {
  if (kind === 'events') return <EndNotKnown />;
  if (!isReadable) return <span class="badge bad">unreadable</span>;
  return <SessionStatus status={status === undefined ? undefined : visibleText(status)} />;
}

function EndNotKnown() {
  return (
    <span class="badge warn" title="There are only events: its server was killed, or runs elsewhere">
      end not known
    </span>
  );
}
