import { useMemo } from 'preact/hooks';
import { readJson } from '../../api/client.js';
import type { Statistics } from '../../api/types.js';
import { Failure, Loading } from '../../shared/notices.js';
import { zoneName } from '../../shared/time.js';
import { useRefresh } from '../../shared/use-refresh.js';
import { useResource } from '../../shared/use-resource.js';
import { visibleText } from '../../shared/visible-text.js';
import { DailyCharts } from './daily-charts.js';
import { figuresByDay } from './daily-figures.js';
import { FailureTable } from './failure-table.js';
import { ModelTable } from './model-table.js';
import { dayOf, firstDayOf, spanOf } from './span.js';
import { SpanChoice } from './span-choice.js';
import { Totals } from './totals.js';

/** Every runtime of the span is looked at for it. */
const REFRESH_MS = 300_000;

/** What the runtimes of a span add up to. */
export function Figures({ query }: { query: URLSearchParams }) {
  const span = spanOf(query);
  const today = dayOf(Date.now(), zoneName());
  const since = firstDayOf(span, today);
  const resource = useResource(
    (signal) => readJson<Statistics>('logs/stats', { query: { since }, signal }),
    [since],
  );
  useRefresh(resource, REFRESH_MS);
  const { value, error, reload } = resource;
  return (
    <section class="overview-figures" aria-labelledby="overview-figures">
      <div class="overview-head">
        <h2 id="overview-figures">Figures</h2>
        <SpanChoice chosen={span} />
      </div>
      {error !== undefined && <Failure what="Statistics" error={error} onRetry={reload} />}
      {error === undefined && value === undefined && <Loading what="the figures" />}
      {value !== undefined && <Gathered statistics={value} since={since} today={today} />}
    </section>
  );
}

function Gathered({
  statistics,
  since,
  today,
}: {
  statistics: Statistics;
  since: string | undefined;
  today: string;
}) {
  const days = useMemo(() => figuresByDay(statistics.days, { since, today }), [statistics, since, today]);
  return (
    <>
      <Totals total={statistics.total} />
      {statistics.total.runtimes > 0 && (
        <>
          <DailyCharts days={days} />
          <ModelTable models={statistics.models} />
          <FailureTable failures={statistics.failures} since={since} />
        </>
      )}
      {statistics.notes.length > 0 && (
        <details class="panel">
          <summary>{statistics.notes.length} things could not be read and are not in the figures</summary>
          <ul>
            {statistics.notes.map((note) => (
              <li key={note}>{visibleText(note)}</li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
