import { type Dialect, type FrontmatterValue, type UpdateLog, zonedTime } from '@opta/journal-format';
import { toJsonText } from '@opta/journal-store';
import type { UpdateLogFacts } from './update-log-input.js';

export interface UpdateLogContext {
  /** The claimed number with its leading zeros. */
  id: string;
  uid: string;
  /** Epoch milliseconds of the claim. */
  claimedAt: number;
  timeZone: string;
  dialect: Dialect;
  author: string;
  version: string;
  commit: string;
  /** Further keys of the frontmatter. */
  properties?: Record<string, FrontmatterValue>;
}

/** The document of one update. */
export function buildUpdateLog(facts: UpdateLogFacts, context: UpdateLogContext): UpdateLog {
  const { date, time } = zonedTime(context.claimedAt, context.timeZone);
  const cli = context.dialect === 'cli';
  const summary = summaryLines(facts.summary);
  const steps = facts.steps ?? [];
  // The CLI's logs have no heading, and a line that counts the steps.
  const title = facts.title ?? (cli ? undefined : summary[0]);
  return {
    id: context.id,
    date,
    time: cli ? time.slice(0, 5) : time,
    author: facts.author ?? context.author,
    versionBefore: facts.versionBefore ?? context.version,
    versionAfter: facts.versionAfter ?? context.version,
    commit: facts.commit ?? context.commit,
    promoted: facts.promoted ?? null,
    category: categoryOf(facts),
    uid: context.uid,
    ...(context.properties === undefined ? {} : { properties: context.properties }),
    ...(title === undefined ? {} : { title }),
    summary: cli ? [...summary, countSteps(steps)] : summary,
    commandInputs: Object.entries(facts.commandInputs ?? {})
      .map(([name, value]) => ({ name, value: inputText(value) }))
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
    steps,
  };
}

/** The text that an update's file is named after. */
export function slugTextOf(facts: UpdateLogFacts): string {
  return facts.slug ?? facts.title ?? summaryLines(facts.summary)[0] ?? '';
}

/** The series, or range, that an update is numbered in. */
export function seriesOf(facts: UpdateLogFacts): string | { from: number; to: number } {
  return facts.series ?? (/^(sync|update|promotion)$/.test(categoryOf(facts)) ? 'promotion' : 'standard');
}

function categoryOf(facts: UpdateLogFacts): string {
  return facts.category ?? 'sync';
}

function summaryLines(summary: UpdateLogFacts['summary']): string[] {
  const items = typeof summary === 'string' ? summary.split(/\r?\n/) : summary;
  return items.map((item) => item.trim()).filter((item) => item !== '');
}

function countSteps(steps: readonly { status: string }[]): string {
  const count = (status: string) => steps.filter((step) => step.status === status).length;
  return `Steps: total=${steps.length}, ok=${count('ok')}, skip=${count('skip')}, fail=${count('fail')}`;
}

function inputText(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  if (typeof value === 'string') return value;
  const encoded = toJsonText(value);
  return encoded.ok ? encoded.json : `(${encoded.reason})`;
}
