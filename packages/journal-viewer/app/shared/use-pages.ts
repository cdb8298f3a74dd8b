import { useEffect, useRef, useState } from 'preact/hooks';
import { callApi, signedIn } from '../api/client.js';

interface Pages<Kept> {
  entries: readonly Kept[];
  /** Files that there are on all pages, as far as the server knows. */
  total?: number;
  /** Where the next page begins; absent behind the last one. */
  cursor?: string;
  isLoading: boolean;
  error?: Error;
}

/** Enough for a screen at once, few enough to be there at once. */
const PAGE_SIZE = '500';

/**
 * A listing, of which further pages are loaded when they are asked for.
 *
 * @param path - of the API: `logs/updates`
 * @param query - filters; the listing begins anew when they change
 * @param keep - what of an entry is kept: there may be 100,000
 */
export function usePages<Entry, Kept>(
  path: string,
  query: Record<string, string | undefined>,
  keep: (entry: Entry) => Kept,
): Pages<Kept> & { loadMore(): void; reload(): void } {
  const [pages, setPages] = useState<Pages<Kept>>({ entries: [], isLoading: true });
  const [turn, setTurn] = useState(0);
  const request = useRef<AbortController | undefined>(undefined);

  const load = async ({ entries, total, cursor }: Omit<Pages<Kept>, 'isLoading'>) => {
    const abort = new AbortController();
    request.current = abort;
    const before = {
      entries,
      ...(total === undefined ? {} : { total }),
      ...(cursor === undefined ? {} : { cursor }),
    };
    setPages({ ...before, isLoading: true });
    try {
      const page = await readPage<Entry>(path, { ...query, limit: PAGE_SIZE, cursor }, abort.signal);
      if (abort.signal.aborted) return;
      const { entries: added, ...rest } = page;
      setPages({ entries: [...entries, ...added.map(keep)], ...rest, isLoading: false });
    } catch (error) {
      if (!abort.signal.aborted) setPages({ ...before, isLoading: false, error: error as Error });
    }
  };

  useEffect(() => {
    load({ entries: [] });
    return () => request.current?.abort();
  }, [path, JSON.stringify(query), turn, signedIn.value]);

  return {
    ...pages,
    loadMore: () => {
      if (!pages.isLoading && pages.cursor !== undefined && pages.error === undefined) load(pages);
    },
    // What is there already stays when only a further page has failed.
    reload: () => (pages.cursor === undefined ? setTurn((last) => last + 1) : void load(pages)),
  };
}

async function readPage<Entry>(
  path: string,
  query: Record<string, string | undefined>,
  signal: AbortSignal,
): Promise<{ entries: Entry[]; total?: number; cursor?: string }> {
  const response = await callApi(path, { query, accept: 'application/json', signal });
  const total = response.headers.get('x-total-count');
  const [, next] = /<([^>]*)>;\s*rel="next"/.exec(response.headers.get('link') ?? '') ?? [];
  const cursor = next === undefined ? null : new URL(next, response.url).searchParams.get('cursor');
  return {
    entries: (await response.json()) as Entry[],
    ...(total === null ? {} : { total: Number(total) }),
    ...(cursor === null ? {} : { cursor }),
  };
}
