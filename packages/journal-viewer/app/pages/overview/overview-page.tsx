import type { PageProps } from '../../shell/pages.js';
import { Figures } from './figures.js';
import './overview.css';
import { LastRuntimes } from './last-runtimes.js';
import { RunningNow } from './running-now.js';

/** What runs, what has run, and what it adds up to. */
export function OverviewPage({ query }: PageProps) {
  return (
    <div class="overview">
      <h1>Overview</h1>
      <RunningNow />
      <LastRuntimes />
      <Figures query={query} />
    </div>
  );
}
