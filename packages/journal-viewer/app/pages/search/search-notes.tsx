import type { SearchPage } from '../../api/types.js';
import { formatCount } from '../../shared/numbers.js';
import { visibleText } from '../../shared/visible-text.js';

/** How many there are so far, how they were found, and what could not be read. */
export function SearchNotes({ page, isLoading }: { page: SearchPage; isLoading: boolean }) {
  const { hits, next, mode, notes } = page;
  const count = hits.length === 1 ? '1 hit' : `${formatCount(hits.length)} hits`;
  return (
    <>
      <p class="hint" role="status">
        {isLoading ? 'Searching …' : next === undefined ? count : `The first ${count}`}
        {!isLoading &&
          mode === 'scan' &&
          '. Every log was read, as there is no index yet; that takes longer.'}
      </p>
      {notes.length > 0 && (
        <ul class="search-notes">
          {notes.map((note) => (
            <li key={note}>{visibleText(note)}</li>
          ))}
        </ul>
      )}
    </>
  );
}
