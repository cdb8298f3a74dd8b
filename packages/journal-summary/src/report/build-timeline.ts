import { type Detail, zoneOffsetMinutes } from '@opta/journal-format';
import type { MemorySpan } from '../fold/model-record.js';
import { plural } from './numbers.js';
import type { ReportContext } from './report-context.js';

const MAX_LABEL_LENGTH = 60;
const DAY_MS = 86_400_000;
/** Mermaid draws nothing for a span without length. */
const SHORTEST_SPAN_MS = 1_000;
/** Letters, digits and what names of models have. No `:`, `;`, `#`, `%`, `,` or bracket, which Mermaid reads. */
const NOT_IN_LABELS = /[^\p{L}\p{N}/._@+ -]+/gu;

/**
 * A Mermaid picture of which models were in memory when.
 *
 * Its times are local times of the session's begin: Mermaid knows no zones, and an hour that a change of
 * daylight saving repeats would make spans end before they begin.
 */
export function buildTimeline(context: ReportContext): Detail[] {
  const { state, session, endedAt } = context;
  const { entries, left } = state.spans;
  if (entries.length === 0) return [];
  const shiftMs = zoneOffsetMinutes(session.startedAt, session.timeZone) * 60_000;
  const at = (time: number): string => new Date(time + shiftMs).toISOString().slice(0, 19);
  const first = Math.min(...entries.map((span) => span.from));
  const last = Math.max(endedAt, ...entries.map((span) => span.to ?? span.from));
  const lines = [
    'gantt',
    '    title Models in memory',
    '    dateFormat YYYY-MM-DDTHH:mm:ss',
    `    axisFormat ${last - first > DAY_MS ? '%m-%d %H:%M' : '%H:%M'}`,
    ...bySection(entries).flatMap(([section, spans]) => [
      `    section ${section}`,
      ...spans.map((span) => {
        const to = Math.max(span.to ?? Math.max(endedAt, span.from), span.from + SHORTEST_SPAN_MS);
        return `    ${labelOf(span, context.running)} :${at(span.from)}, ${at(to)}`;
      }),
    ]),
    ...(left === 0 ? [] : [`    %% ${plural(left, 'later span')} not drawn`]),
  ];
  return [{ title: 'Models in Memory', code: { language: 'mermaid', text: lines.join('\n') } }];
}

/** Spans by model; two models whose names become the same label keep sections of their own. */
function bySection(spans: readonly MemorySpan[]): [section: string, spans: MemorySpan[]][] {
  const byModel = new Map<string, MemorySpan[]>();
  for (const span of spans) {
    const known = byModel.get(span.model);
    if (known === undefined) byModel.set(span.model, [span]);
    else known.push(span);
  }
  const used = new Set<string>();
  return [...byModel].map(([model, ofModel]) => {
    const label = plainLabel(model, 'model');
    let section = label;
    for (let copy = 2; used.has(section); copy += 1) section = `${label} ${copy}`;
    used.add(section);
    return [section, ofModel];
  });
}

/** Begins with a word of ours, so that no name can be one of Mermaid's keywords. */
function labelOf(span: MemorySpan, running: boolean): string {
  if (span.to === undefined) return running ? 'still loaded' : 'until the end';
  return `until ${plainLabel(span.reason ?? '', 'unknown')} unload`;
}

function plainLabel(text: string, fallback: string): string {
  const plain = text.replace(NOT_IN_LABELS, '_').slice(0, MAX_LABEL_LENGTH).trim();
  return /[\p{L}\p{N}]/u.test(plain) ? plain.replace(/[\ud800-\udbff]$/, '') : fallback;
}
