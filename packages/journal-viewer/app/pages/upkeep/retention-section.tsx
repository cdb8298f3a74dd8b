import { useState } from 'preact/hooks';
import { readJson } from '../../api/client.js';
import type { RetentionPlan, RetentionResult } from '../../api/types.js';
import { Failure, Loading } from '../../shared/notices.js';
import { useResource } from '../../shared/use-resource.js';
import { KeptLogs } from './kept-logs.js';
import { PlannedLogs } from './planned-logs.js';
import { RetentionDialog } from './retention-dialog.js';
import { RetentionOutcome } from './retention-outcome.js';
import { verbsOf } from './retention-words.js';

interface Applied {
  plan: RetentionPlan;
  result: RetentionResult;
}

/** What retention would let go, and its doing. */
export function RetentionSection({ mayWrite }: { mayWrite: boolean }) {
  const planned = useResource((signal) => readJson<RetentionPlan>('logs/retention', { signal }), []);
  const [applied, setApplied] = useState<Applied>();
  return (
    <section>
      <h2>What retention would let go</h2>
      {applied && <RetentionOutcome {...applied} />}
      {planned.state === 'failed' ? (
        <Failure what="The plan of retention" error={planned.error} onRetry={planned.reload} />
      ) : planned.value === undefined ? (
        <Loading what="the plan" />
      ) : (
        <Plan
          plan={planned.value}
          mayWrite={mayWrite}
          onApplied={(next) => {
            setApplied(next);
            planned.reload();
          }}
        />
      )}
    </section>
  );
}

interface PlanProps {
  plan: RetentionPlan;
  mayWrite: boolean;
  onApplied(applied: Applied): void;
}

function Plan({ plan, mayWrite, onApplied }: PlanProps) {
  const [isAsking, setAsking] = useState(false);
  // A clock that is wrong cannot be accepted away.
  const isPossible = mayWrite && plan.units.length > 0 && plan.held?.reason !== 'clock-behind';
  return (
    <>
      <PlannedLogs plan={plan} />
      {plan.held && <p class="warn">▲ {plan.held.message}</p>}
      {isPossible && (
        <button type="button" onClick={() => setAsking(true)}>
          {verbsOf(plan).doing} them …
        </button>
      )}
      <KeptLogs kept={plan.kept} />
      {isAsking && (
        <RetentionDialog
          plan={plan}
          onClose={() => setAsking(false)}
          onDone={(result) => {
            setAsking(false);
            onApplied({ plan, result });
          }}
        />
      )}
    </>
  );
}
