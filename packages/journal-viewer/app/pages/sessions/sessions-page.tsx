import { useEffect, useMemo, useState } from 'preact/hooks';
import { ListEnd } from '../../shared/list-end.js';
import { formatCount } from '../../shared/numbers.js';
import { statusClass } from '../../shared/session-status.js';
import { useHealth } from '../../shared/use-health.js';
import { useListKeys } from '../../shared/use-list-keys.js';
import { usePages } from '../../shared/use-pages.js';
import { VirtualList } from '../../shared/virtual-list.js';
import type { PageProps } from '../../shell/pages.js';
import { hrefOf, navigate } from '../../shell/route.js';
import { CURRENT } from './read-session.js';
import { FILTERS, SessionFilters } from './session-filters.js';
import { SessionRowLine } from './session-row-line.js';
import { type SessionRow, toSessionRow } from './session-rows.js';
import { SessionSelection } from './session-selection.js';
import './sessions.css';

/** Pixels; two lines on a small screen. */
const ROW_HEIGHT = 48;

/** All sessions, newest first. */
export function SessionsPage({ query }: PageProps) {
  const filters = Object.fromEntries(FILTERS.map((name) => [name, query.get(name) ?? undefined]));
  const pages = usePages('logs/sessions', filters, toSessionRow);
  const isWhole = pages.cursor === undefined;
  const [selection] = useState(() => new SessionSelection());
  const rows = useMemo(() => selection.select(pages.entries, isWhole), [pages.entries, isWhole]);
  const running = useHealth()?.journal?.event_log;
  const pathTo = (row: SessionRow | undefined) => [
    'sessions',
    isRunning(row, running) ? CURRENT : (row?.name ?? ''),
  ];
  const selected = useListKeys({
    count: rows.length,
    what: 'session',
    open: (index) => navigate(pathTo(rows[index])),
    isProblem: (index) => isCrashed(rows[index]),
  });
  // A page of which nothing is shown moves no end into sight that would call for the next one.
  useEffect(() => {
    if (rows.length === 0) pages.loadMore();
  }, [pages.entries]);
  return (
    <div class="sessions">
      <h1>Sessions</h1>
      <SessionFilters query={query} rows={rows} />
      {rows.length > 0 && (
        <VirtualList
          items={rows}
          rowHeight={ROW_HEIGHT}
          label="Sessions, newest first"
          selected={selected}
          onEnd={pages.loadMore}
          renderRow={(row) => (
            <SessionRowLine row={row} href={hrefOf(pathTo(row))} isRunning={isRunning(row, running)} />
          )}
        />
      )}
      <ListEnd
        pages={pages}
        noun="session"
        count={rows.length}
        isFiltered={Object.values(filters).some(Boolean)}
        status={statusOf(rows.length, pages)}
        advice="Filters compare whole values: clear one of them to see more."
      >
        A session log is written when a server with a journal stops. Start one, and follow it under Live.
      </ListEnd>
    </div>
  );
}

function statusOf(count: number, { isLoading, cursor }: { isLoading: boolean; cursor?: string }): string {
  const sessions = `${formatCount(count)} ${count === 1 ? 'session' : 'sessions'}`;
  if (cursor === undefined) return sessions;
  return isLoading ? `${sessions}, loading more …` : `${sessions}, more when you scroll on`;
}

/** @param eventLog - of the session that runs, which has no log yet */
function isRunning(row: SessionRow | undefined, eventLog: string | undefined): boolean {
  return eventLog !== undefined && row?.name === eventLog;
}

function isCrashed(row: SessionRow | undefined): boolean {
  return row?.kind === 'session' && statusClass(row.status) === 'crashed';
}
