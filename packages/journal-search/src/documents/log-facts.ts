import { type FrontmatterValue, parseLogFileName } from '@opta/journal-format';
import { logTime } from '../folders/log-time.js';
import type { Facts } from '../query/match-facts.js';
import type { Block } from './document.js';

const STEPS = 'step results';
const MENTION_OF_STEPS = new RegExp(STEPS, 'i');
/** A pipe that is no part of a cell. */
const CELL_END = /(?<!\\)\|/;

interface LogFactsOptions {
  timeZone: string;
  /** The lines of the body; not asked for where they say nothing. */
  readBlocks: () => readonly Block[];
}

/** Whether the body of an update log may have results of steps. */
export function mentionsSteps(body: string): boolean {
  return MENTION_OF_STEPS.test(body);
}

/** What filters look at in a session or update log. */
export function readLogFacts(
  fileName: string,
  frontmatter: Record<string, FrontmatterValue>,
  { timeZone, readBlocks }: LogFactsOptions,
): Facts {
  const name = parseLogFileName(fileName);
  const kind = name?.kind === 'update' ? 'update' : 'session';
  const facts: Facts = { kind, at: logTime(name, frontmatter, timeZone) };
  addText(facts, 'device', frontmatter.device);
  addText(facts, 'model', frontmatter.model);
  addText(facts, 'user', frontmatter.user ?? frontmatter.author);
  addText(facts, 'category', frontmatter.category);
  if (name?.kind === 'update') facts.number = name.number;
  facts.statuses = kind === 'update' ? stepStatuses(readBlocks()) : textsOf(frontmatter.status);
  return facts;
}

/** A device that is called `48` may stand there as a number. */
function scalarText(value: FrontmatterValue | undefined): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

function addText(
  facts: Facts,
  key: 'device' | 'model' | 'user' | 'category',
  value: FrontmatterValue | undefined,
): void {
  const text = scalarText(value);
  if (text !== undefined) facts[key] = text;
}

function textsOf(value: FrontmatterValue | undefined): string[] {
  const text = scalarText(value);
  return text === undefined ? [] : [text];
}

/** Parsing the whole document takes a thousand times longer than reading one table from its lines. */
function stepStatuses(blocks: readonly Block[]): string[] {
  const statuses = new Set<string>();
  let column = -1;
  for (const { section, text } of blocks) {
    if (section?.toLowerCase() !== STEPS || !text.startsWith('|')) continue;
    const cells = text.split(CELL_END).map((cell) => cell.trim());
    if (column === -1) column = cells.findIndex((cell) => cell.toLowerCase() === 'status');
    else if (!/^:?-+:?$/.test(cells[column] ?? '-')) statuses.add(cells[column] as string);
  }
  return [...statuses];
}
