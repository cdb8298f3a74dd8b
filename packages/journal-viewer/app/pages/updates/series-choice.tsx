import { hrefOf, route } from '../../shell/route.js';
import { SeriesMark } from './series-mark.js';
import type { UpdateRow } from './update-rows.js';
import { OTHER, SERIES } from './update-series.js';

/** The series of numbers, each with its newest one; one of them, or all are shown. */
export function SeriesChoice({ chosen, rows }: { chosen: string; rows: readonly UpdateRow[] }) {
  const hasOthers = chosen === OTHER || rows.some(({ series }) => series === OTHER);
  return (
    <ul class="updates-series" aria-label="Series of numbers">
      <Choice series="" chosen={chosen} title="All series" facts="by time" />
      {SERIES.map(({ name, title, range }) => (
        <Choice
          key={name}
          series={name}
          chosen={chosen}
          title={title}
          facts={[range.map(formatNumber).join('–'), ...newestOf(rows, name)].join(', newest ')}
        />
      ))}
      {hasOthers && <Choice series={OTHER} chosen={chosen} title="Other" facts="no number of these" />}
    </ul>
  );
}

function Choice({
  series,
  chosen,
  title,
  facts,
}: {
  series: string;
  chosen: string;
  title: string;
  facts: string;
}) {
  return (
    <li>
      <a href={hrefWith(series)} aria-current={series === chosen ? 'true' : undefined}>
        <strong>
          {series !== '' && <SeriesMark series={series} />} {title}
        </strong>
        <span class="updates-series-facts">{facts}</span>
      </a>
    </li>
  );
}

/** The same place with another series. */
function hrefWith(series: string): string {
  return hrefOf(['updates'], { ...Object.fromEntries(route.value.query), series });
}

/** The highest number of a series, as it is written; none where none is loaded. */
function newestOf(rows: readonly UpdateRow[], series: string): string[] {
  const numbers = rows.flatMap((row) => (row.series === series && row.number ? [row.number] : []));
  return numbers.length === 0 ? [] : [formatNumber(numbers.reduce((one, other) => Math.max(one, other)))];
}

/** `007` */
function formatNumber(number: number): string {
  return String(number).padStart(3, '0');
}
