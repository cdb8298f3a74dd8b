import type { FunctionComponent } from 'preact';
import { LivePage } from '../pages/live/live-page.js';
import { NotesPage } from '../pages/notes/notes-page.js';
import { OverviewPage } from '../pages/overview/overview-page.js';
import { SearchPage } from '../pages/search/search-page.js';
import { SessionPage } from '../pages/sessions/session-page.js';
import { SessionsPage } from '../pages/sessions/sessions-page.js';
import { UpdatePage } from '../pages/updates/update-page.js';
import { UpdatesPage } from '../pages/updates/updates-page.js';
import { UpkeepPage } from '../pages/upkeep/upkeep-page.js';
import type { Route } from './route.js';

export interface PageProps {
  /** What stands behind the page's own name in the address. */
  rest: readonly string[];
  query: URLSearchParams;
}

export interface PageEntry {
  /** First part of the address; empty for the overview. */
  name: string;
  title: string;
  Page: FunctionComponent<PageProps>;
  /** The page of one thing: where the address goes on. */
  Detail?: FunctionComponent<PageProps>;
}

/** The pages, as the navigation lists them. */
export const PAGES: readonly PageEntry[] = [
  { name: '', title: 'Overview', Page: OverviewPage },
  { name: 'sessions', title: 'Sessions', Page: SessionsPage, Detail: SessionPage },
  { name: 'updates', title: 'Updates', Page: UpdatesPage, Detail: UpdatePage },
  { name: 'live', title: 'Live', Page: LivePage },
  { name: 'search', title: 'Search', Page: SearchPage },
  { name: 'upkeep', title: 'Upkeep', Page: UpkeepPage },
  { name: 'notes', title: 'Notes', Page: NotesPage },
];

export function pageOf({ path }: Route): PageEntry | undefined {
  return PAGES.find(({ name }) => name === (path[0] ?? ''));
}
