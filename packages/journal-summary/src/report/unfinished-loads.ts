import type { ModelRecord } from '../fold/model-record.js';
import type { ReportContext } from './report-context.js';

export interface UnfinishedLoads {
  model: ModelRecord;
  count: number;
}

/** Loads that began and never ended; one that goes on in a running session is none. */
export function unfinishedLoads({ state, running }: ReportContext): UnfinishedLoads[] {
  return state.models.all().flatMap((model) => {
    const goesOn = running && model.readiness?.last === 'loading';
    const count = model.loadsUnfinished - (goesOn ? 1 : 0);
    return count > 0 ? [{ model, count }] : [];
  });
}
