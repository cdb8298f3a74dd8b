import { EventRow } from '../../shared/event-row.js';
import { isProblem } from '../../shared/severity.js';
import { useListKeys } from '../../shared/use-list-keys.js';
import { VirtualList } from '../../shared/virtual-list.js';
import type { EventWindow } from './event-window.js';
import type { OpenEvent } from './use-open-event.js';

/** Pixels. */
const ROW_HEIGHT = 32;
/** Rows from the end or the begin at which more are loaded: those of some turns of a wheel. */
const NEAR_ROWS = 2_500;

export interface EventListProps {
  window: EventWindow;
  opened: OpenEvent | undefined;
  onOpen(row: number): void;
  /** The end or the begin of the window comes near. */
  onEnd(): void;
  onStart(): void;
  /** The reader wants the first event of all. */
  onFirst(): void;
}

/** Events as rows. */
export function EventList({ window, opened, onOpen, onEnd, onStart, onFirst }: EventListProps) {
  const { events, base, isStart } = window;
  const selected = useListKeys({
    count: events.length,
    base,
    what: 'event',
    start: opened?.row,
    open: onOpen,
    isProblem: (row) => isProblem(events[row - base]?.severity ?? 'info'),
    onFirst: isStart ? undefined : onFirst,
  });
  return (
    <VirtualList
      items={events}
      base={base}
      rowHeight={ROW_HEIGHT}
      label="Events, the oldest first"
      selected={selected}
      nearRows={NEAR_ROWS}
      onEnd={onEnd}
      onStart={onStart}
      renderRow={(event, row) => (
        <EventRow event={event} isOpen={event === opened?.event} onOpen={() => onOpen(row)} />
      )}
    />
  );
}
