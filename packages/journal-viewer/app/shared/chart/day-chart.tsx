import { useEffect, useRef, useState } from 'preact/hooks';
import { theme } from '../../shell/theme.js';
import { formatCount } from '../numbers.js';
import './day-chart.css';
import type { DayPoint, Plot } from './plot.js';

export interface DayChartProps {
  /** What is counted: `Requests`. */
  title: string;
  points: readonly DayPoint[];
  /** Custom property of the bars. */
  colour: `--${string}`;
}

/**
 * A figure of each day as bars. What draws it is loaded when the first one is shown; the same figures belong into a
 * table beside it, for who cannot see them.
 */
export function DayChart({ title, points, colour }: DayChartProps) {
  const [day, setDay] = useState<DayPoint>();
  const place = useRef<HTMLDivElement>(null);
  const hasFailed = usePlot(place, { points, colour, onDay: setDay });
  return (
    <figure class="day-chart">
      <figcaption>
        <strong>{title}</strong>{' '}
        <span class="hint">{hasFailed ? 'cannot be drawn; see the table' : describe(day, points)}</span>
      </figcaption>
      <div
        class="day-chart-place"
        ref={place}
        role="img"
        aria-label={`${title} per day. ${describe(undefined, points)}`}
      />
    </figure>
  );
}

/** @returns whether what draws it could not be loaded */
function usePlot(
  place: { current: HTMLElement | null },
  {
    points,
    colour,
    onDay,
  }: Pick<DayChartProps, 'points' | 'colour'> & { onDay(day: DayPoint | undefined): void },
): boolean {
  const [hasFailed, setFailed] = useState(false);
  const plot = useRef<Plot | undefined>(undefined);
  useEffect(() => {
    const element = place.current;
    if (element === null) return;
    let isWanted = true;
    const draw = async () => {
      const { plotDays } = await import('./plot.js');
      if (isWanted) plot.current = plotDays(element, points, { colour, onDay });
    };
    draw().catch(() => setFailed(true));
    const observer = new ResizeObserver(() => plot.current?.resize(element.clientWidth));
    observer.observe(element);
    return () => {
      isWanted = false;
      observer.disconnect();
      plot.current?.destroy();
      plot.current = undefined;
    };
  }, [points, colour]);
  useEffect(() => {
    const redraw = () => plot.current?.redraw();
    const dark = matchMedia('(prefers-color-scheme: dark)');
    redraw();
    dark.addEventListener('change', redraw);
    return () => dark.removeEventListener('change', redraw);
  }, [theme.value]);
  return hasFailed;
}

function describe(day: DayPoint | undefined, points: readonly DayPoint[]): string {
  if (day !== undefined) return `${formatCount(day.value)} on ${day.date}`;
  const most = points.reduce((best, point) => (point.value > best.value ? point : best), {
    date: '',
    value: 0,
  });
  return most.value === 0 ? 'none' : `most: ${formatCount(most.value)} on ${most.date}`;
}
