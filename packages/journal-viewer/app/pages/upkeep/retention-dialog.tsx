import { readJson } from '../../api/client.js';
import type { RetentionPlan, RetentionResult } from '../../api/types.js';
import { formatBytes, formatCount } from '../../shared/numbers.js';
import { ScrollBox } from '../../shared/scroll-box.js';
import { useAction } from '../../shared/use-action.js';
import { visibleText } from '../../shared/visible-text.js';
import { Dialog } from '../../shell/dialog.js';
import { verbsOf } from './retention-words.js';

export interface RetentionDialogProps {
  plan: RetentionPlan;
  onClose(): void;
  onDone(result: RetentionResult): void;
}

/** Says what will go, and lets it go once that is confirmed. */
export function RetentionDialog({ plan, onClose, onDone }: RetentionDialogProps) {
  const { run, isRunning, error } = useAction(() => applyPlan(plan), onDone);
  const { doing } = verbsOf(plan);
  const what = plan.units.length === 1 ? '1 log' : `${formatCount(plan.units.length)} logs`;
  return (
    <Dialog title={`${doing} ${what}?`} onClose={onClose}>
      <p>
        {plan.mode === 'delete'
          ? `${formatBytes(plan.bytes)} are removed from the disk for good:`
          : `${formatBytes(plan.bytes)} go into the archive, where logs stay listed, readable and searchable:`}
      </p>
      <ScrollBox label="What goes">
        <ul class="upkeep-list">
          {plan.units.flatMap(({ files }) =>
            files.map(({ filename }) => <li key={filename}>{visibleText(filename)}</li>),
          )}
        </ul>
      </ScrollBox>
      {plan.held && <p class="warn">▲ {plan.held.message}</p>}
      {error && (
        <p class="notice failure" role="alert">
          {error.message}
        </p>
      )}
      <button type="button" disabled={isRunning} onClick={run}>
        {isRunning ? 'Working …' : `${plan.held ? 'Accept the plan: ' : ''}${doing} ${what}`}
      </button>
    </Dialog>
  );
}

function applyPlan({ id, held }: RetentionPlan): Promise<RetentionResult> {
  return readJson<RetentionResult>('logs/retention', {
    method: 'POST',
    body: { id, accept: held !== undefined },
  });
}
