import { useMemo } from 'preact/hooks';
import { DayChart } from '../../shared/chart/day-chart.js';
import { formatCount } from '../../shared/numbers.js';
import { ScrollBox } from '../../shared/scroll-box.js';
import type { DailyFigures } from './daily-figures.js';

const CHARTS = [
  { key: 'requests', title: 'Requests', colour: '--accent' },
  { key: 'tokens', title: 'Tokens', colour: '--good' },
  { key: 'failures', title: 'Failures', colour: '--bad' },
] as const;

/** Requests, tokens and failures of each day: as charts, and as a table. */
export function DailyCharts({ days }: { days: readonly DailyFigures[] }) {
  const points = useMemo(
    () => CHARTS.map(({ key }) => days.map((day) => ({ date: day.date, value: day[key] }))),
    [days],
  );
  return (
    <section class="panel" aria-labelledby="overview-days">
      <h3 id="overview-days">Day by day</h3>
      <div class="overview-charts">
        {CHARTS.map(({ key, title, colour }, index) => (
          <DayChart key={key} title={title} points={points[index] ?? []} colour={colour} />
        ))}
      </div>
      <details>
        <summary>The same as a table</summary>
        <ScrollBox label="Figures of each day">
          <DayTable days={days} />
        </ScrollBox>
      </details>
      <p class="hint">A runtime counts on the day on which it began, as the name of its log says it.</p>
    </section>
  );
}

function DayTable({ days }: { days: readonly DailyFigures[] }) {
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">Day</th>
          <th scope="col" class="number">
            Runtimes
          </th>
          {CHARTS.map(({ key, title }) => (
            <th key={key} scope="col" class="number">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {days.toReversed().map((day) => (
          <tr key={day.date}>
            <th scope="row">{day.date}</th>
            <td class="number">{formatCount(day.runtimes)}</td>
            {CHARTS.map(({ key }) => (
              <td key={key} class="number">
                {formatCount(day[key])}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
