import { visibleText } from '../../shared/visible-text.js';
import { replaceQuery } from '../../shell/route.js';
import type { UpdateFilters, UpdateRow } from './update-rows.js';

/** Filters beside the series: text, category, author. What was seen is offered. */
export function UpdateFilterFields({
  filters,
  rows,
}: {
  filters: UpdateFilters;
  rows: readonly UpdateRow[];
}) {
  const { text, category, author, series } = filters;
  return (
    <search class="filters">
      <label>
        Text
        <input
          type="search"
          value={text}
          placeholder="title, number, commit …"
          onInput={({ currentTarget }) => replaceQuery({ text: currentTarget.value })}
        />
      </label>
      <Choice name="category" title="Category" chosen={category} seen={rows.map((row) => row.category)} />
      <Choice name="author" title="Author" chosen={author} seen={rows.map((row) => row.author)} />
      {[text, category, author, series].some(Boolean) && (
        <button
          type="button"
          class="quiet"
          onClick={() =>
            replaceQuery({ text: undefined, category: undefined, author: undefined, series: undefined })
          }
        >
          Clear filters
        </button>
      )}
    </search>
  );
}

function Choice({
  name,
  title,
  chosen,
  seen,
}: {
  name: 'category' | 'author';
  title: string;
  chosen: string;
  seen: readonly string[];
}) {
  // One from the address may not have been seen yet.
  const values = [...new Set([...seen, chosen])].filter(Boolean).sort();
  return (
    <label>
      {title}
      <select value={chosen} onChange={({ currentTarget }) => replaceQuery({ [name]: currentTarget.value })}>
        <option value="">any</option>
        {values.map((value) => (
          <option key={value} value={value}>
            {visibleText(value)}
          </option>
        ))}
      </select>
    </label>
  );
}
