import { EventFilterFields } from '../../shared/event-filter-fields.js';
import type { PageProps } from '../../shell/pages.js';
import { replaceQuery } from '../../shell/route.js';
import { LiveView } from './live-view.js';
import './live.css';
import { useLiveEvents } from './use-live-events.js';

/** What the journal records, as it happens; the newest on top, where a list that grows needs no scrolling. */
export function LivePage({ query }: PageProps) {
  const type = query.get('type') ?? '';
  const severity = query.get('severity') ?? '';
  const mark = query.get('mark') ?? '';
  const events = useLiveEvents(type, severity);
  return (
    <div class="live">
      <h1>Live</h1>
      <search class="filters">
        <EventFilterFields query={query} onChange={replaceQuery} />
        <label>
          Highlight
          <input
            type="search"
            value={mark}
            onInput={({ currentTarget }) => replaceQuery({ mark: currentTarget.value })}
          />
        </label>
      </search>
      {events && <LiveView events={events} mark={mark} isFiltered={type !== '' || severity !== ''} />}
    </div>
  );
}
