import type { Ref } from 'preact';
import { useRef } from 'preact/hooks';
import { useKeys } from '../../shell/keyboard.js';
import { navigate, replaceQuery } from '../../shell/route.js';
import { FilterChips } from './filter-chips.js';
import { KindBoxes } from './kind-boxes.js';

export interface SearchFormProps {
  q: string;
  order: string;
  kinds: string;
  /** What is wrong with the query. */
  mistake: string | undefined;
}

/** What is searched for, where, and in which order it is shown. */
export function SearchForm({ q, order, kinds, mistake }: SearchFormProps) {
  const box = useRef<HTMLInputElement>(null);
  const search = (text: string) => navigate(['search'], { q: text, order, in: kinds });
  useKeys([{ key: '/', does: 'Change what is searched', run: () => box.current?.select() }]);
  return (
    <form
      class="search-form"
      onSubmit={(event) => {
        event.preventDefault();
        search(box.current?.value.trim() ?? '');
        // So that the keys of the list work.
        box.current?.blur();
      }}
    >
      <QueryBox box={box} q={q} mistake={mistake} />
      <FilterChips query={q} onChange={search} />
      <div class="filters">
        <KindBoxes kinds={kinds} onChange={(next) => replaceQuery({ in: next })} />
        <label>
          Order
          <select
            value={order}
            onChange={({ currentTarget }) => replaceQuery({ order: currentTarget.value })}
          >
            <option value="">newest first</option>
            <option value="rank">best first</option>
          </select>
        </label>
      </div>
    </form>
  );
}

interface QueryBoxProps extends Pick<SearchFormProps, 'q' | 'mistake'> {
  box: Ref<HTMLInputElement>;
}

function QueryBox({ box, q, mistake }: QueryBoxProps) {
  return (
    <>
      <div class="search-query">
        <label for="query">Query</label>
        <input
          // Another query is another text, whatever was typed before.
          key={q}
          ref={box}
          id="query"
          type="search"
          defaultValue={q}
          maxLength={1000}
          aria-invalid={mistake !== undefined}
          aria-describedby={mistake === undefined ? undefined : 'query-mistake'}
        />
        <button type="submit">Search</button>
      </div>
      {mistake !== undefined && (
        <p id="query-mistake" class="notice failure" role="alert">
          {mistake}
        </p>
      )}
    </>
  );
}
