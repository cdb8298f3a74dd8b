import { eventSeverity } from '@opta/journal-format';
import { useEffect, useState } from 'preact/hooks';
import { EventDetail } from '../../shared/event-detail.js';
import type { FeedEvent, FeedItem } from '../../shared/feed-item.js';
import { isProblem } from '../../shared/severity.js';
import { useListKeys } from '../../shared/use-list-keys.js';
import { VirtualList } from '../../shared/virtual-list.js';
import { LiveRow } from './live-row.js';
import { SessionLink } from './session-link.js';

const ROW_HEIGHT = 32;

export interface LiveListProps {
  /** The newest first. */
  items: readonly FeedItem[];
  mark: string;
  /** The reader looks at something: it must not move away. */
  onLook(): void;
}

/** The events as rows, and beside them the one that is open. */
export function LiveList({ items, mark, onLook }: LiveListProps) {
  const [opened, setOpened] = useState<FeedEvent>();
  const open = (item: FeedItem | undefined) => {
    if (item?.kind !== 'event') return;
    onLook();
    setOpened(item);
  };
  const selected = useListKeys({
    count: items.length,
    what: 'event',
    open: (index) => open(items[index]),
    isProblem: (index) => isError(items[index]),
  });
  useEffect(() => {
    if (selected !== undefined) onLook();
  }, [selected]);
  return (
    <div class="live-body">
      <VirtualList
        items={items}
        rowHeight={ROW_HEIGHT}
        label="Events, the newest first"
        selected={selected}
        onTop={(isTop) => {
          if (!isTop) onLook();
        }}
        renderRow={(item) => (
          <LiveRow item={item} mark={mark} isOpen={item === opened} onOpen={() => open(item)} />
        )}
      />
      {opened && (
        <EventDetail
          event={{ ...opened, severity: eventSeverity(opened.type) }}
          onClose={() => setOpened(undefined)}
        >
          <SessionLink event={opened} />
        </EventDetail>
      )}
    </div>
  );
}

function isError(item: FeedItem | undefined): boolean {
  return item?.kind === 'event' && isProblem(eventSeverity(item.type));
}
