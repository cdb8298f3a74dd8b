import { useState } from 'preact/hooks';
import { readJson } from '../../api/client.js';
import type { SearchPage } from '../../api/types.js';
import { type Resource, useResource } from '../../shared/use-resource.js';

export interface SearchQuery {
  q: string;
  order: string;
  /** Kinds of logs with commas; empty for all. */
  in: string;
}

/** Where a search goes on, and what it has found before. */
interface Position {
  key: string;
  page: SearchPage;
}

export type Search = Resource<SearchPage> & {
  reload(): void;
  /** Adds the next page; absent where there is none. */
  more?: () => void;
};

/** What is found, with the pages that were asked for so far. */
export function useSearch(query: SearchQuery): Search {
  const key = JSON.stringify(query);
  const [position, setPosition] = useState<Position>();
  const before = position?.key === key ? position.page : undefined;
  const load = async (signal: AbortSignal): Promise<SearchPage> => {
    if (query.q === '') return { hits: [], mode: 'index', notes: [] };
    const page = await readJson<SearchPage>('logs/search', {
      query: { ...query, limit: '50', cursor: before?.next },
      signal,
    });
    return before === undefined ? page : joinPages(before, page);
  };
  const found = useResource(load, [key, before?.next]);
  const { value } = found;
  if (found.state !== 'ready' || value?.next === undefined) return found;
  return { ...found, more: () => setPosition({ key, page: value }) };
}

function joinPages(before: SearchPage, page: SearchPage): SearchPage {
  return {
    ...page,
    hits: [...before.hits, ...page.hits],
    notes: [...new Set([...before.notes, ...page.notes])],
  };
}
