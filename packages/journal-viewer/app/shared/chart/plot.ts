import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { formatShort } from '../numbers.js';

export interface DayPoint {
  /** `YYYY-MM-DD` */
  date: string;
  value: number;
}

/** A chart in the page. */
export interface Plot {
  resize(width: number): void;
  /** Draws it again with the colours that hold now. */
  redraw(): void;
  destroy(): void;
}

const HEIGHT = 160;
const DAY_SECONDS = 86_400;
/** Seconds from one day that is named to the next. */
const TICKS = [1, 2, 7, 14, 28, 91, 182, 365, 730, 1_825, 3_650].map((days) => days * DAY_SECONDS);
/** The chart leaves these out only where it is built without them. */
const bars = (uPlot.paths.bars as uPlot.Series.BarsPathBuilderFactory)({ size: [0.75, 40] });

/**
 * Draws a bar a day.
 *
 * @param element - where it goes; colours are taken from its custom properties
 * @param colour - name of the custom property of the bars: `--accent`
 * @param onDay - told the day that the pointer is at
 */
export function plotDays(
  element: HTMLElement,
  points: readonly DayPoint[],
  { colour, onDay }: { colour: string; onDay(point: DayPoint | undefined): void },
): Plot {
  const colourOf = (name: string) => () => resolveColour(element, name);
  const chart = new uPlot(
    {
      width: Math.max(1, element.clientWidth),
      height: HEIGHT,
      // Days are those in the names of logs: no zone shifts them.
      tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1_000), 'Etc/UTC'),
      legend: { show: false },
      cursor: { y: false, drag: { x: false, y: false }, points: { show: false } },
      scales: {
        x: { range: (_, first, last) => [first - DAY_SECONDS / 2, last + DAY_SECONDS / 2] },
        y: { range: toTop },
      },
      series: [
        {},
        { stroke: colourOf(colour), fill: colourOf(colour), width: 0, points: { show: false }, paths: bars },
      ],
      axes: axesOf(points, colourOf),
      hooks: { setCursor: [({ cursor: { idx } }) => onDay(idx == null ? undefined : points[idx])] },
    },
    [points.map(({ date }) => Date.parse(date) / 1_000), points.map(({ value }) => value)],
    element,
  );
  return {
    resize: (width) => chart.setSize({ width: Math.max(1, width), height: HEIGHT }),
    // The paths keep the colours with which they were made.
    redraw: () => chart.redraw(true, true),
    destroy: () => chart.destroy(),
  };
}

function axesOf(points: readonly DayPoint[], colourOf: (name: string) => () => string): uPlot.Axis[] {
  const look: uPlot.Axis = {
    stroke: colourOf('--dim'),
    grid: { stroke: colourOf('--line'), width: 1 },
    ticks: { stroke: colourOf('--line'), width: 1 },
    font: '12px system-ui, sans-serif',
  };
  /** `02-24`; `2026-02` where it is about years. */
  const part = points.length > 366 ? ([0, 7] as const) : ([5, 10] as const);
  const formatDay = (seconds: number) => new Date(seconds * 1_000).toISOString().slice(...part);
  const formatWhole = (value: number) => (Number.isInteger(value) ? formatShort(value) : '');
  return [
    { ...look, incrs: TICKS, space: 64, grid: { show: false }, values: (_, days) => days.map(formatDay) },
    { ...look, size: 48, values: (_, values) => values.map(formatWhole) },
  ];
}

/** From zero to a little above the highest bar. */
function toTop(_: uPlot, _least: number, most: number): [number, number] {
  return [0, Math.max(1, most * 1.05)];
}

/** What the browser makes of a custom property, for a canvas, which knows none. */
function resolveColour(element: HTMLElement, property: string): string {
  element.style.color = `var(${property})`;
  const { color } = getComputedStyle(element);
  element.style.color = '';
  return color;
}
