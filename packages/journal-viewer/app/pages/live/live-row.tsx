import { eventSeverity } from '@opta/journal-format';
import { EventRow } from '../../shared/event-row.js';
import type { FeedGap, FeedItem } from '../../shared/feed-item.js';
import { formatCount } from '../../shared/numbers.js';
import { visibleText } from '../../shared/visible-text.js';

export interface LiveRowProps {
  item: FeedItem;
  mark: string;
  isOpen: boolean;
  onOpen(): void;
}

/** One event, or the place where some are missing. */
export function LiveRow({ item, ...row }: LiveRowProps) {
  if (item.kind === 'gap') return <GapRow gap={item} />;
  return <EventRow event={{ ...item, severity: eventSeverity(item.type) }} {...row} />;
}

function GapRow({ gap: { missed, reason } }: { gap: FeedGap }) {
  return (
    <p class="live-gap" title={reason}>
      <span class="badge warn">⚠ gap</span> {missing(missed)} missing here ({visibleText(reason)})
    </p>
  );
}

function missing(count: number | null): string {
  if (count === null) return 'Events are';
  return count === 1 ? '1 event is' : `${formatCount(count)} events are`;
}
