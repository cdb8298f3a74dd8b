import { Download } from '../../shared/download.js';
import { EventFilterFields } from '../../shared/event-filter-fields.js';
import { formatCount } from '../../shared/numbers.js';
import { replaceQuery } from '../../shell/route.js';
import { readNumber } from './event-address.js';
import { MAX_HELD, PART_SIZE } from './event-window.js';
import { EventsBody } from './events-body.js';
import { eventsPath } from './read-events.js';
import { useEventWindow } from './use-event-window.js';

/** The events of a session: filters, the list, and the one that is open. `?seq=` leads to one. */
export function SessionEvents({ name, query }: { name: string; query: URLSearchParams }) {
  const [type, severity] = [query.get('type') ?? '', query.get('severity') ?? ''];
  const isFiltered = type !== '' || severity !== '';
  const after = isFiltered ? undefined : beginBefore(readNumber(query, 'seq'));
  const events = useEventWindow(name, { type, severity }, after);
  return (
    <section class="session-events no-print" aria-labelledby="session-events-title">
      <div class="session-events-head">
        <h2 id="session-events-title">Events</h2>
        <span class="hint" role="status">
          {events.isLoading ? 'loading …' : formatCount(events.window?.events.length ?? 0)}
        </span>
        <Download path={eventsPath(name)} fileName={toFileName(name)} accept="application/x-ndjson">
          Download events
        </Download>
      </div>
      <form class="filters" onSubmit={(event) => event.preventDefault()}>
        <EventFilterFields query={query} onChange={replaceQuery} />
      </form>
      <EventsBody events={events} query={query} isFiltered={isFiltered} />
    </section>
  );
}

/** @returns after which number a window begins that is opened for an event; undefined for the begin of the log */
function beginBefore(seq: number | undefined): number | undefined {
  return seq === undefined || seq <= MAX_HELD ? undefined : seq - PART_SIZE;
}

function toFileName(name: string): string {
  return name.replace(/\.(?:md|jsonl)$/, '') + (name.endsWith('.jsonl') ? '.jsonl' : '-events.jsonl');
}
