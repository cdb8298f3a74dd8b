import type { Finding } from '../../api/types.js';
import { LogLink } from '../../shared/log-link.js';
import { SEVERITIES, SeverityMark } from '../../shared/severity.js';
import { visibleText } from '../../shared/visible-text.js';
import { FixText } from './fix-text.js';

export interface FindingItemProps {
  finding: Finding;
  /** Whether it is among those to repair; undefined where it cannot be. */
  isChosen: boolean | undefined;
  onToggle(): void;
}

/** One finding: what it is, where, and what to do. */
export function FindingItem({ finding, isChosen, onToggle }: FindingItemProps) {
  const { code, files, message, fix } = finding;
  const severity = SEVERITIES.find((one) => one === finding.severity) ?? 'error';
  return (
    <li>
      <p class="upkeep-facts">
        <SeverityMark severity={severity} /> <code>{code}</code>
        {isChosen !== undefined && (
          <label>
            <input type="checkbox" checked={isChosen} onChange={onToggle} /> Repair it
          </label>
        )}
      </p>
      <p>{visibleText(message)}</p>
      {files.length > 0 && (
        <ul class="upkeep-files" aria-label="Files">
          {files.map((fileName) => (
            <li key={fileName}>
              <LogLink fileName={fileName} />
            </li>
          ))}
        </ul>
      )}
      <p class="hint">
        <FixText text={fix} />
      </p>
    </li>
  );
}
