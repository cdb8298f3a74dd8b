import { useState } from 'preact/hooks';
import type { Finding } from '../../api/types.js';
import { formatCount } from '../../shared/numbers.js';
import { FindingItem } from './finding-item.js';

/** Findings of a group that are shown at first. */
const FIRST_FINDINGS = 50;

export interface FindingGroupProps {
  title: string;
  findings: readonly Finding[];
  /** Undefined for what cannot be repaired. */
  isChosen(finding: Finding): boolean | undefined;
  onToggle(id: string): void;
}

/** Findings of one severity. */
export function FindingGroup({ title, findings, isChosen, onToggle }: FindingGroupProps) {
  const [isWhole, setWhole] = useState(false);
  if (findings.length === 0) return null;
  const shown = isWhole ? findings : findings.slice(0, FIRST_FINDINGS);
  return (
    <>
      <h3>
        {title} ({formatCount(findings.length)})
      </h3>
      <ul class="upkeep-findings">
        {shown.map((finding) => (
          <FindingItem
            key={finding.id}
            finding={finding}
            isChosen={isChosen(finding)}
            onToggle={() => onToggle(finding.id)}
          />
        ))}
      </ul>
      {shown.length < findings.length && (
        <button type="button" class="quiet" onClick={() => setWhole(true)}>
          Show all {formatCount(findings.length)}
        </button>
      )}
    </>
  );
}
