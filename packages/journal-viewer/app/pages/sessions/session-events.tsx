import { useState } from 'preact/hooks';
import { ApiError } from '../../api/client.js';
import { Download } from '../../shared/download.js';
import { EventFilterFields } from '../../shared/event-filter-fields.js';
import { Empty, Failure, Loading } from '../../shared/notices.js';
import { formatCount } from '../../shared/numbers.js';
import { type Resource, useResource } from '../../shared/use-resource.js';
import { replaceQuery } from '../../shell/route.js';
import { readEventAddress, readNumber } from './event-address.js';
import { EventList } from './event-list.js';
import { eventsPath, MAX_SHOWN, readEvents } from './read-events.js';
import type { SessionEvent } from './session-event.js';

/** Events before the one that an address leads to, where not all are shown. */
const CONTEXT = 1_000;

/** The events of a session: filters, the list, and the one that is open. `?seq=` leads to one. */
export function SessionEvents({ name, query }: { name: string; query: URLSearchParams }) {
  const [type, severity] = [query.get('type') ?? '', query.get('severity') ?? ''];
  // Where the reader came in; what is opened later is in the list already.
  const [firstSeq] = useState(() => readNumber(query, 'seq'));
  const isFiltered = type !== '' || severity !== '';
  const after = readNumber(query, 'after') ?? (isFiltered ? undefined : windowOf(firstSeq));
  const events = useResource(
    (signal) => readEvents(name, { type, severity, after }, signal),
    [name, type, severity, after],
  );
  return (
    <section class="session-events no-print" aria-labelledby="session-events-title">
      <div class="session-events-head">
        <h2 id="session-events-title">Events</h2>
        <span class="hint" role="status">
          {events.state === 'loading' ? 'loading …' : formatCount(events.value?.length ?? 0)}
        </span>
        <Download path={eventsPath(name)} fileName={toFileName(name)} accept="application/x-ndjson">
          Download events
        </Download>
      </div>
      <form class="filters" onSubmit={(event) => event.preventDefault()}>
        <EventFilterFields query={query} onChange={(change) => replaceQuery({ ...change, after: '' })} />
      </form>
      <EventsWindow events={events.value} after={after} />
      <EventsBody events={events} query={query} isFiltered={isFiltered} />
    </section>
  );
}

function EventsBody({
  events,
  query,
  isFiltered,
}: {
  events: Resource<SessionEvent[]> & { reload(): void };
  query: URLSearchParams;
  isFiltered: boolean;
}) {
  if (events.state === 'failed') {
    if (events.error instanceof ApiError && events.error.status === 404) {
      return <Empty title="This session has no event log">Its log is all that is known of it.</Empty>;
    }
    return <Failure what="The events" error={events.error} onRetry={events.reload} />;
  }
  if (events.value === undefined) return <Loading what="events" />;
  if (events.value.length > 0) return <EventList events={events.value} address={readEventAddress(query)} />;
  return isFiltered ? (
    <Empty title="No event is like that">Take another type (with * for any characters) or severity.</Empty>
  ) : (
    <Empty title="Nothing happened">The event log of this session is empty.</Empty>
  );
}

/** Which part of many events is shown, and the way to the others. */
function EventsWindow({
  events = [],
  after = 0,
}: {
  events: SessionEvent[] | undefined;
  after: number | undefined;
}) {
  const last = events.at(-1)?.seq;
  const isFull = events.length >= MAX_SHOWN;
  if (!isFull && after === 0) return null;
  const goTo = (seq: number) => replaceQuery({ after: String(seq), seq: '', at: '' });
  return (
    <p class="session-events-window">
      {after > 0 && (
        <button type="button" class="quiet" onClick={() => goTo(Math.max(0, after - MAX_SHOWN))}>
          Earlier events
        </button>
      )}{' '}
      <span class="hint">Not all events are shown at once.</span>{' '}
      {isFull && last !== undefined && (
        <button type="button" class="quiet" onClick={() => goTo(last)}>
          Later events
        </button>
      )}
    </p>
  );
}

function windowOf(seq: number | undefined): number | undefined {
  return seq === undefined || seq <= MAX_SHOWN ? undefined : seq - CONTEXT;
}

function toFileName(name: string): string {
  return name.replace(/\.(?:md|jsonl)$/, '') + (name.endsWith('.jsonl') ? '.jsonl' : '-events.jsonl');
}
