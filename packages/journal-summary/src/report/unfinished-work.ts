import type { Happening } from '../fold/happening.js';
import type { ModelRecord } from '../fold/model-record.js';
import type { ReportContext } from './report-context.js';

export interface UnfinishedWork extends Happening {
  what: 'load' | 'check';
  model: ModelRecord;
}

/** Loads and checks that began and never ended; one that goes on in a running session is none. */
export function unfinishedWork({ state, running }: ReportContext): UnfinishedWork[] {
  return state.models.all().flatMap((model) => {
    const loads = model.loading.unfinished(running);
    const checks = model.checking.unfinished(running);
    return [
      ...(loads === undefined ? [] : [{ what: 'load' as const, model, ...loads }]),
      ...(checks === undefined ? [] : [{ what: 'check' as const, model, ...checks }]),
    ];
  });
}
