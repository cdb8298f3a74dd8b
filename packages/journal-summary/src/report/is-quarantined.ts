import type { FailureGroup } from '../fold/failure-table.js';
import type { SummaryState } from '../fold/summary-state.js';

/** Whether a failed check left its model in quarantine. */
export function isQuarantined({ type, subject }: FailureGroup, state: SummaryState): boolean {
  return (
    type === 'model_canary_failed' &&
    state.models.all().some((model) => model.id === subject && model.readiness?.last === 'quarantined')
  );
}
