import { useEffect, useRef } from 'preact/hooks';
import type { SearchHit } from '../../api/types.js';
import { useListKeys } from '../../shared/use-list-keys.js';
import { Hit, hrefOfHit } from './hit.js';

/** What was found; the keys go from one to the next. */
export function Hits({ hits }: { hits: readonly SearchHit[] }) {
  const list = useRef<HTMLOListElement>(null);
  const selected = useListKeys({
    count: hits.length,
    what: 'hit',
    open: (index) => {
      const hit = hits[index];
      if (hit !== undefined) location.hash = hrefOfHit(hit);
    },
  });
  useEffect(() => {
    if (selected !== undefined) list.current?.children[selected]?.scrollIntoView({ block: 'nearest' });
  }, [selected]);
  return (
    <ol class="search-hits" ref={list}>
      {hits.map((hit, index) => (
        <Hit key={`${hit.target} ${index}`} hit={hit} isSelected={index === selected} />
      ))}
    </ol>
  );
}
