import { useEffect, useMemo } from 'preact/hooks';
import { ListEnd } from '../../shared/list-end.js';
import { useListKeys } from '../../shared/use-list-keys.js';
import { usePages } from '../../shared/use-pages.js';
import { VirtualList } from '../../shared/virtual-list.js';
import type { PageProps } from '../../shell/pages.js';
import { navigate } from '../../shell/route.js';
import { SeriesChoice } from './series-choice.js';
import { UpdateFilterFields } from './update-filter-fields.js';
import { UpdateRowLine } from './update-row-line.js';
import { filterUpdates, sortByTime, toUpdateRow } from './update-rows.js';
import './updates.css';

/** Pixels; two lines. */
const ROW_HEIGHT = 60;
const ALL = {};

/** The chronicle: every update log by its number, newest first. */
export function UpdatesPage({ query }: PageProps) {
  const pages = usePages('logs/updates', ALL, toUpdateRow);
  const filters = {
    series: query.get('series') ?? '',
    category: query.get('category') ?? '',
    author: query.get('author') ?? '',
    text: query.get('text') ?? '',
  };
  const isFiltered = Object.values(filters).some(Boolean);
  const rows = useMemo(
    () => sortByTime(filterUpdates(pages.entries, filters)),
    [pages.entries, ...Object.values(filters)],
  );
  const selected = useListKeys({
    count: rows.length,
    what: 'update',
    open: (index) => navigate(['updates', rows[index]?.name ?? '']),
  });
  // What fits a filter may be on any page.
  useEffect(() => {
    if (isFiltered) pages.loadMore();
  }, [isFiltered, pages.entries]);
  return (
    <div class="updates">
      <h1>Updates</h1>
      <SeriesChoice chosen={filters.series} rows={pages.entries} />
      <UpdateFilterFields filters={filters} rows={pages.entries} />
      {rows.length > 0 && (
        <VirtualList
          items={rows}
          rowHeight={ROW_HEIGHT}
          label="Updates, newest first"
          selected={selected}
          onEnd={pages.loadMore}
          renderRow={(row) => <UpdateRowLine row={row} />}
        />
      )}
      <ListEnd
        pages={pages}
        noun="update"
        count={rows.length}
        isFiltered={isFiltered}
        status={statusOf(rows.length, isFiltered, pages)}
        advice="Clear a filter to see more."
      >
        An update log is written when something significant is changed: a model is loaded, a configuration, a
        version.
      </ListEnd>
    </div>
  );
}

function statusOf(
  count: number,
  isFiltered: boolean,
  { entries, total, cursor, isLoading }: ReturnType<typeof usePages>,
): string {
  const loaded = cursor === undefined ? entries.length : `${entries.length} loaded of ${total ?? 'more'}`;
  const updates = isFiltered ? `${count} fit, of ${loaded} updates` : `${loaded} updates`;
  return isLoading ? `${updates}, loading more …` : updates;
}
