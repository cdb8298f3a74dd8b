import { ApiError } from '../../api/client.js';
import { Empty, Failure, Loading } from '../../shared/notices.js';
import type { PageProps } from '../../shell/pages.js';
import { Hits } from './hits.js';
import { QueryHelp } from './query-help.js';
import { SearchForm } from './search-form.js';
import { SearchNotes } from './search-notes.js';
import { type Search, useSearch } from './use-search.js';
import './search.css';

/** What was found in all logs and events. */
export function SearchPage({ query }: PageProps) {
  const q = query.get('q') ?? '';
  const order = query.get('order') ?? '';
  const kinds = query.get('in') ?? '';
  const search = useSearch({ q, order, in: kinds });
  const mistake = search.state === 'failed' ? mistakeOf(search.error) : undefined;
  return (
    <div class="search">
      <h1>Search</h1>
      <SearchForm q={q} order={order} kinds={kinds} mistake={mistake} />
      {q === '' || mistake !== undefined ? (
        <QueryHelp />
      ) : (
        <Results key={query.toString()} search={search} q={q} />
      )}
    </div>
  );
}

function Results({ search, q }: { search: Search; q: string }) {
  if (search.state === 'failed')
    return <Failure what="The search" error={search.error} onRetry={search.reload} />;
  if (search.value === undefined) return <Loading what="what is found" />;
  const { hits } = search.value;
  const isLoading = search.state === 'loading';
  return (
    <div aria-busy={isLoading}>
      <SearchNotes page={search.value} isLoading={isLoading} />
      {hits.length === 0 && !isLoading ? (
        <Empty title="Nothing was found">
          No log and no event has all of <q>{q}</q>. Take a word or a filter away, or begin a word only:{' '}
          <code>load*</code>.
        </Empty>
      ) : (
        <Hits hits={hits} />
      )}
      {search.more && (
        <button type="button" class="quiet" onClick={search.more}>
          Show more
        </button>
      )}
    </div>
  );
}

/** What the server says of a query that it does not understand. */
function mistakeOf(error: Error): string | undefined {
  return error instanceof ApiError && error.status === 400 ? error.message : undefined;
}
