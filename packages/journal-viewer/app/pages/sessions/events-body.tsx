import { ApiError } from '../../api/client.js';
import { CopyButton } from '../../shared/copy-button.js';
import { EventDetail } from '../../shared/event-detail.js';
import { Empty, Failure, Loading } from '../../shared/notices.js';
import { replaceQuery } from '../../shell/route.js';
import { type EventAddress, readEventAddress } from './event-address.js';
import { EventList } from './event-list.js';
import type { useEventWindow } from './use-event-window.js';
import { useOpenEvent } from './use-open-event.js';
import { WindowHint } from './window-hint.js';

export interface EventsBodyProps {
  events: ReturnType<typeof useEventWindow>;
  query: URLSearchParams;
  isFiltered: boolean;
}

/** The events that are there and the one that is open, or why there are none. */
export function EventsBody({ events, query, isFiltered }: EventsBodyProps) {
  const { window, turn, error, restart } = events;
  const { opened, open, close, leave } = useOpenEvent(window, turn, readEventAddress(query));
  const goToFirst = () => {
    leave();
    restart();
  };
  return (
    <>
      {window === undefined && error === undefined && <Loading what="events" />}
      {window?.events.length === 0 && <NoEvents isFiltered={isFiltered} />}
      {window !== undefined && window.events.length > 0 && (
        <>
          <WindowHint window={window} onFirst={goToFirst} />
          <EventList
            key={turn}
            window={window}
            opened={opened}
            onOpen={(row) => changeAddress(open(row))}
            onEnd={events.loadLater}
            onStart={events.loadEarlier}
            onFirst={goToFirst}
          />
        </>
      )}
      {error !== undefined && (
        <NotLoaded
          what={window === undefined ? 'The events' : 'Other events'}
          error={error}
          onRetry={events.retry}
        />
      )}
      {opened && (
        <EventDetail event={opened.event} onClose={() => changeAddress(close())}>
          <CopyButton text={() => location.href}>Copy link</CopyButton>
        </EventDetail>
      )}
    </>
  );
}

function NotLoaded({ what, error, onRetry }: { what: string; error: Error; onRetry(): void }) {
  if (error instanceof ApiError && error.status === 404) {
    return <Empty title="This session has no event log">Its log is all that is known of it.</Empty>;
  }
  return <Failure what={what} error={error} onRetry={onRetry} />;
}

function NoEvents({ isFiltered }: { isFiltered: boolean }) {
  return isFiltered ? (
    <Empty title="No event is like that">Take another type (with * for any characters) or severity.</Empty>
  ) : (
    <Empty title="Nothing happened">The event log of this session is empty.</Empty>
  );
}

function changeAddress({ seq, at }: EventAddress): void {
  replaceQuery({ seq: seq?.toString(), at: at?.toString() });
}
