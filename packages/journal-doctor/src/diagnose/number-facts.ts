import type { SeriesState } from '@opta/journal-ids';
import type { DoctorContext } from '../doctor-options.js';
import { withAllocator } from '../doctor-options.js';
import { listNumberedLogs, type NumberedLog } from '../folders/numbered-log.js';
import { ExpectedIds } from './expected-ids.js';
import { NumberTimes } from './number-times.js';

/** What is known about the numbers of the update folder. */
export interface NumberFacts {
  logs: NumberedLog[];
  states: SeriesState[];
  times: NumberTimes;
  expectedIds: ExpectedIds;
}

export async function readNumberFacts(context: DoctorContext): Promise<NumberFacts> {
  const logs = await listNumberedLogs(context.store);
  const states = await withAllocator(context, (allocator) => allocator.inspect());
  return {
    logs,
    states,
    times: new NumberTimes(states, context.timeZone),
    expectedIds: new ExpectedIds(states),
  };
}
