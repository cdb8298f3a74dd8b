import { visibleText } from '../../shared/visible-text.js';
import { findFilters } from './query-filters.js';

/** The filters of a query; one click takes one away. */
export function FilterChips({ query, onChange }: { query: string; onChange(query: string): void }) {
  const filters = findFilters(query);
  if (filters.length === 0) return null;
  return (
    <ul class="search-chips" aria-label="Filters">
      {filters.map(({ text, rest }) => (
        <li key={text}>
          <button
            type="button"
            class="quiet"
            aria-label={`Remove the filter ${text}`}
            onClick={() => onChange(rest)}
          >
            {visibleText(text)} <span aria-hidden="true">×</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
