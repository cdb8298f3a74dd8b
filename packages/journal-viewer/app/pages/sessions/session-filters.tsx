import { replaceQuery } from '../../shell/route.js';
import type { SessionRow } from './session-rows.js';

/** The filters that the API has; each stands in the address by its name. */
export const FILTERS = ['since', 'until', 'device', 'model', 'status'] as const;

const STATUSES = ['clean', 'signal', 'error', 'exit', 'killed', 'oom', 'power', 'unknown'];
/** Suggestions that a browser can show at once. */
const MAX_SUGGESTIONS = 50;

/**
 * Filters of the list. They compare whole values, so that what was seen is offered.
 *
 * @param rows - where devices and models are seen
 */
export function SessionFilters({ query, rows }: { query: URLSearchParams; rows: readonly SessionRow[] }) {
  const isFiltered = FILTERS.some((name) => query.has(name));
  return (
    <form class="filters sessions-filters" onSubmit={(event) => event.preventDefault()}>
      <Day name="since" label="From" query={query} />
      <Day name="until" label="To" query={query} />
      <Words name="device" label="Device" query={query} seen={rows.map(({ device }) => device)} />
      <Words name="model" label="Model" query={query} seen={rows.map(({ model }) => model)} />
      <label>
        Ended
        <select
          value={query.get('status') ?? ''}
          onChange={({ currentTarget }) => replaceQuery({ status: currentTarget.value })}
        >
          <option value="">in any way</option>
          {STATUSES.map((status) => (
            <option key={status}>{status}</option>
          ))}
        </select>
      </label>
      {isFiltered && (
        <button
          type="button"
          class="quiet"
          onClick={() => replaceQuery(Object.fromEntries(FILTERS.map((name) => [name, undefined])))}
        >
          Clear filters
        </button>
      )}
    </form>
  );
}

interface FilterProps {
  name: (typeof FILTERS)[number];
  label: string;
  query: URLSearchParams;
}

function Day({ name, label, query }: FilterProps) {
  return (
    <label>
      {label}
      <input
        type="date"
        value={query.get(name) ?? ''}
        onChange={({ currentTarget }) => replaceQuery({ [name]: currentTarget.value })}
      />
    </label>
  );
}

function Words({ name, label, query, seen }: FilterProps & { seen: readonly (string | undefined)[] }) {
  const values = [...new Set(seen)].filter((value) => value !== undefined).slice(0, MAX_SUGGESTIONS);
  return (
    <label>
      {label}
      <input
        value={query.get(name) ?? ''}
        list={`sessions-${name}`}
        placeholder="any"
        onChange={({ currentTarget }) => replaceQuery({ [name]: currentTarget.value.trim() })}
      />
      <datalist id={`sessions-${name}`}>
        {values.map((value) => (
          <option key={value} value={value} />
        ))}
      </datalist>
    </label>
  );
}
