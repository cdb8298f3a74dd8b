import { JournalSearchError, quote } from '../errors.js';
import type { TimeSlice } from '../time-slice.js';
import type { RuntimeFacts } from './facts/runtime-facts.js';
import type { ListedRuntime } from './runtimes/listed-runtime.js';
import type { RuntimeCollection } from './runtimes/runtime-collection.js';
import type { Statistics, StatisticsQuery } from './statistics.js';
import { hadModel, ofModel } from './sums/of-model.js';
import { isRunning, outcomeOf } from './sums/runtime-outcome.js';
import { StatisticsSum } from './sums/statistics-sum.js';

/**
 * Adds up the runtimes that a query asks for.
 *
 * @param now - up to when running ones are counted, in epoch milliseconds
 */
export async function readStatistics(
  collection: RuntimeCollection,
  query: StatisticsQuery,
  { now, slice }: { now: number; slice: TimeSlice },
): Promise<Statistics> {
  const runtimes = await collection.list(slice);
  const sum = new StatisticsSum();
  const notes: string[] = [];
  const running = new Set<ListedRuntime>();
  for (const runtime of runtimes) {
    if (slice.isOver) await slice.rest();
    const facts = isInDays(runtime, query)
      ? await factsOrNote(runtime, () => collection.factsOf(runtime, slice), notes)
      : undefined;
    if (facts === undefined) continue;
    const outcome = outcomeOf(facts, now);
    if (isRunning(outcome)) running.add(runtime);
    if (!isOf(facts, query)) continue;
    notes.push(...damageNotes(runtime, facts));
    const asked = query.model === undefined ? facts : ofModel(facts, query.model);
    sum.add({ date: runtime.date, facts: asked, outcome });
  }
  // What is running will be another one by the time when somebody could use it.
  await collection.save(
    runtimes.filter((runtime) => !running.has(runtime)),
    slice,
  );
  return sum.toStatistics(notes);
}

function isInDays({ date }: ListedRuntime, { since, until }: StatisticsQuery): boolean {
  return (since === undefined || date >= since) && (until === undefined || date <= until);
}

/** @returns undefined where they cannot be read; then a note says why */
async function factsOrNote(
  { eventLog, sessionLog, fileName }: ListedRuntime,
  read: () => Promise<RuntimeFacts>,
  notes: string[],
): Promise<RuntimeFacts | undefined> {
  if (eventLog === undefined && !sessionLog.readable) {
    notes.push(`${quote(fileName)} is left out: ${sessionLog.reason}`);
    return undefined;
  }
  try {
    return await read();
  } catch (error) {
    // Closed meanwhile.
    if (error instanceof JournalSearchError) throw error;
    notes.push(`${quote(fileName)} is left out: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
}

function isOf(facts: RuntimeFacts, { device, model }: StatisticsQuery): boolean {
  return (device === undefined || facts.device === device) && (model === undefined || hadModel(facts, model));
}

function damageNotes({ fileName }: ListedRuntime, { damage }: RuntimeFacts): string[] {
  if (damage === undefined) return [];
  const places = damage.places === 1 ? '1 place' : `${damage.places} places`;
  return [`${quote(fileName)} is damaged in ${places}: ${damage.bytes} bytes are left out`];
}
