import type { Bar, Plot } from './benchmark.js';

const WIDTH = 860;
const LABEL_WIDTH = 340;
/** What has room there. */
const MOST_LABEL_CHARACTERS = 52;
const VALUE_WIDTH = 110;
const BAR_LEFT = LABEL_WIDTH + 12;
const BAR_WIDTH = WIDTH - BAR_LEFT - VALUE_WIDTH;
const ROW_HEIGHT = 24;
const BAR_HEIGHT = 12;
const TITLE_HEIGHT = 34;
const MARGIN = 10;
const WHISKER_HEIGHT = 8;
/** In times of the largest median: one round that went wrong must not make all bars too short to be compared. */
const LONGEST_WHISKER = 2;

/** Two sets of colours: a picture takes that of the reader's system. */
const STYLE = `text { font: 12px system-ui, sans-serif; fill: #24292f; }
.title { font-weight: 600; }
.end { text-anchor: end; }
.page { fill: #ffffff; }
.bar { fill: #6ea8d8; }
.whisker { stroke: #24292f; stroke-width: 1.5; fill: none; }
@media (prefers-color-scheme: dark) {
  text { fill: #d1d7e0; }
  .page { fill: #0d1117; }
  .bar { fill: #2f6ea5; }
  .whisker { stroke: #d1d7e0; }
}`;

/**
 * A picture in SVG: below each other, one bar chart for each plot; bars are medians, whiskers go from least to most. A whisker
 * that is too long for it has no end.
 */
export function drawPlots(plots: readonly Plot[]): string {
  const parts: string[] = [];
  let top = MARGIN;
  for (const plot of plots) {
    parts.push(...drawPlot(plot, top));
    top += TITLE_HEIGHT + plot.bars.length * ROW_HEIGHT + MARGIN;
  }
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${top}" width="${WIDTH}" height="${top}" role="img">`,
    `<title>${escapeXml(plots.map(({ title }) => title).join('; '))}</title>`,
    `<style>${STYLE}</style>`,
    `<rect class="page" width="${WIDTH}" height="${top}" rx="6"/>`,
    ...parts,
    '</svg>',
    '',
  ].join('\n');
}

function drawPlot({ title, bars }: Plot, top: number): string[] {
  const medians = bars.map(({ spread }) => spread.median);
  const maxima = bars.map(({ spread }) => spread.maximum);
  const most = Math.min(Math.max(...maxima), Math.max(...medians) * LONGEST_WHISKER);
  return [
    `<text class="title" x="${MARGIN}" y="${top + 16}">${escapeXml(title)}</text>`,
    ...bars.flatMap((bar, index) => drawBar(bar, top + TITLE_HEIGHT + index * ROW_HEIGHT, most)),
  ];
}

function drawBar({ label, spread }: Bar, top: number, most: number): string[] {
  const placeOf = (value: number) => round(BAR_LEFT + (most > 0 ? Math.min(value / most, 1) : 0) * BAR_WIDTH);
  const middle = top + BAR_HEIGHT / 2;
  const [least, median, greatest] = [spread.minimum, spread.median, spread.maximum].map(placeOf) as [
    number,
    number,
    number,
  ];
  const [high, low] = [middle - WHISKER_HEIGHT / 2, middle + WHISKER_HEIGHT / 2];
  const end = spread.maximum > most ? '' : `M${greatest} ${high}V${low}`;
  return [
    `<text class="end" x="${LABEL_WIDTH}" y="${top + 10}">${escapeXml(shortLabel(label))}</text>`,
    `<rect class="bar" x="${BAR_LEFT}" y="${top}" width="${round(Math.max(median - BAR_LEFT, 1))}" height="${BAR_HEIGHT}"/>`,
    `<path class="whisker" d="M${least} ${middle}H${greatest}M${least} ${high}V${low}${end}"/>`,
    `<text x="${BAR_LEFT + BAR_WIDTH + 10}" y="${top + 10}">${shortNumber(spread.median)}</text>`,
  ];
}

function shortLabel(label: string): string {
  return label.length > MOST_LABEL_CHARACTERS ? `${label.slice(0, MOST_LABEL_CHARACTERS - 1)}…` : label;
}

/** Three digits that count: `1.04`, `312`, `254,000`. */
function shortNumber(value: number): string {
  return value.toLocaleString('en-US', { maximumSignificantDigits: 3 });
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function escapeXml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
