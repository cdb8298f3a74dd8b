import { useState } from 'preact/hooks';
import type { Finding, RepairReport } from '../../api/types.js';
import { Empty } from '../../shared/notices.js';
import { FindingGroup } from './finding-group.js';
import { RepairDialog } from './repair-dialog.js';

const GROUPS = [
  { severity: 'error', title: 'Errors' },
  { severity: 'warning', title: 'Warnings' },
  { severity: 'info', title: 'For your information' },
] as const;

export interface FindingsProps {
  findings: readonly Finding[];
  mayWrite: boolean;
  onRepaired(report: RepairReport): void;
}

/** The findings by severity, of which those can be repaired that the reader has not left out. */
export function Findings({ findings, mayWrite, onRepaired }: FindingsProps) {
  const [isAsking, setAsking] = useState(false);
  const [leftOut, setLeftOut] = useState<ReadonlySet<string>>(new Set());
  if (findings.length === 0) {
    return <Empty title="All is well">The doctor has looked at both log folders and found nothing.</Empty>;
  }
  const repairable = mayWrite ? findings.filter(isRepairable) : [];
  const chosen = repairable.filter(({ id }) => !leftOut.has(id));
  const toggle = (id: string) => {
    const rest = [...leftOut].filter((other) => other !== id);
    setLeftOut(new Set(leftOut.has(id) ? rest : [...rest, id]));
  };
  return (
    <>
      {repairable.length > 0 && (
        <button type="button" disabled={chosen.length === 0} onClick={() => setAsking(true)}>
          Repair {chosen.length} of {findings.length} …
        </button>
      )}
      {GROUPS.map(({ severity, title }) => (
        <FindingGroup
          key={severity}
          title={title}
          findings={findings.filter((finding) => finding.severity === severity)}
          isChosen={(finding) => (mayWrite && isRepairable(finding) ? !leftOut.has(finding.id) : undefined)}
          onToggle={toggle}
        />
      ))}
      {isAsking && (
        <RepairDialog
          findings={chosen}
          onClose={() => setAsking(false)}
          onDone={(report) => {
            setAsking(false);
            onRepaired(report);
          }}
        />
      )}
    </>
  );
}

/** The doctor says so in words; what it leaves to a person after all, its report tells. */
function isRepairable({ fix }: Finding): boolean {
  return fix.includes('`repair`');
}
