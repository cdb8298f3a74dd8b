import { signal } from '@preact/signals';

/**
 * Where the reader is: behind the `#` of the address, so that the page needs nothing of the server it comes from and
 * works in whatever folder that puts it: `#/sessions/NAME?type=model_*`.
 */
export interface Route {
  /** Decoded parts of the path; empty for the overview. */
  path: readonly string[];
  query: URLSearchParams;
}

export const route = signal<Route>(parseHash(location.hash));

addEventListener('hashchange', () => {
  route.value = parseHash(location.hash);
});

function parseHash(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?', 2);
  return { path: path.split('/').filter(Boolean).map(decodePart), query: new URLSearchParams(query) };
}

/** The address of a place. Values that are undefined or empty are left out. */
export function hrefOf(path: readonly string[], query: Record<string, string | undefined> = {}): string {
  const entries = Object.entries(query).filter((entry): entry is [string, string] => Boolean(entry[1]));
  const search = entries.length === 0 ? '' : `?${new URLSearchParams(entries)}`;
  return `#/${path.map(encodeURIComponent).join('/')}${search}`;
}

export function navigate(path: readonly string[], query?: Record<string, string | undefined>): void {
  location.hash = hrefOf(path, query);
}

/** Changes filters of the place where the reader is; the way back leads to the place before, not to each letter typed. */
export function replaceQuery(change: Record<string, string | undefined>): void {
  const { path, query } = route.value;
  history.replaceState(null, '', hrefOf(path, { ...Object.fromEntries(query), ...change }));
  route.value = parseHash(location.hash);
}

function decodePart(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    // Typed by hand, and not what an address may have.
    return part;
  }
}
