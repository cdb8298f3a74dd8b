import { readJson } from '../../api/client.js';
import type { Finding, RepairReport } from '../../api/types.js';
import { ScrollBox } from '../../shared/scroll-box.js';
import { useAction } from '../../shared/use-action.js';
import { visibleText } from '../../shared/visible-text.js';
import { Dialog } from '../../shell/dialog.js';
import { FixText } from './fix-text.js';

export interface RepairDialogProps {
  findings: readonly Finding[];
  onClose(): void;
  onDone(report: RepairReport): void;
}

/** Says what a repair will do, and does it once that is confirmed. */
export function RepairDialog({ findings, onClose, onDone }: RepairDialogProps) {
  const { run, isRunning, error } = useAction(() => repair(findings), onDone);
  const what = findings.length === 1 ? '1 finding' : `${findings.length} findings`;
  return (
    <Dialog title={`Repair ${what}?`} onClose={onClose}>
      <ScrollBox label="What is repaired">
        <ul class="upkeep-list">
          {findings.map(({ id, message, fix }) => (
            <li key={id}>
              {visibleText(message)}
              <p class="hint">
                <FixText text={fix} />
              </p>
            </li>
          ))}
        </ul>
      </ScrollBox>
      <p class="hint">
        Nothing is lost: what is moved aside stays in .opta-journal/replaced. What cannot be repaired safely
        is left to you, and told.
      </p>
      {error && (
        <p class="notice failure" role="alert">
          {error.message}
        </p>
      )}
      <button type="button" disabled={isRunning} onClick={run}>
        {isRunning ? 'Repairing …' : `Repair ${what}`}
      </button>
    </Dialog>
  );
}

function repair(findings: readonly Finding[]): Promise<RepairReport> {
  return readJson<RepairReport>('logs/doctor', {
    method: 'POST',
    body: { ids: findings.map(({ id }) => id) },
  });
}
