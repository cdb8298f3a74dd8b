import { useMemo, useState } from 'preact/hooks';
import { CopyButton } from '../../shared/copy-button.js';
import { EventDetail } from '../../shared/event-detail.js';
import { EventRow } from '../../shared/event-row.js';
import { isProblem } from '../../shared/severity.js';
import { useListKeys } from '../../shared/use-list-keys.js';
import { VirtualList } from '../../shared/virtual-list.js';
import { replaceQuery } from '../../shell/route.js';
import { addressOf, type EventAddress, findEvent } from './event-address.js';
import type { SessionEvent } from './session-event.js';

/** Pixels. */
const ROW_HEIGHT = 32;

/** Events as rows, and below them the one that the address names. */
export function EventList({ events, address }: { events: readonly SessionEvent[]; address: EventAddress }) {
  const { seq, at } = address;
  const [picked, setPicked] = useState<SessionEvent>();
  const named = useMemo(() => findEvent(events, { seq, at }), [events, seq, at]);
  // Several events of one moment, or without any, have one address: that of them which was picked is meant.
  const isPicked = picked !== undefined && addressOf(picked).seq === seq && addressOf(picked).at === at;
  const opened = isPicked ? picked : events[named ?? -1];
  const open = (event: SessionEvent | undefined) => {
    setPicked(event);
    const { seq, at } = event === undefined ? {} : addressOf(event);
    replaceQuery({ seq: seq?.toString(), at: at?.toString() });
  };
  const start = isPicked ? events.indexOf(picked) : named;
  const selected = useListKeys({
    count: events.length,
    what: 'event',
    start: start === -1 ? undefined : start,
    open: (index) => open(events[index]),
    isProblem: (index) => isProblem(events[index]?.severity ?? 'info'),
  });
  return (
    <>
      <VirtualList
        items={events}
        rowHeight={ROW_HEIGHT}
        label="Events, the oldest first"
        selected={selected}
        renderRow={(event) => <EventRow event={event} isOpen={event === opened} onOpen={() => open(event)} />}
      />
      {opened && (
        <EventDetail event={opened} onClose={() => open(undefined)}>
          <CopyButton text={() => location.href}>Copy link</CopyButton>
        </EventDetail>
      )}
    </>
  );
}
