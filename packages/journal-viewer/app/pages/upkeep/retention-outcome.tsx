import type { RetentionPlan, RetentionResult } from '../../api/types.js';
import { LogLink } from '../../shared/log-link.js';
import { formatBytes, formatCount } from '../../shared/numbers.js';
import { visibleText } from '../../shared/visible-text.js';
import { verbsOf, whyItWasSkipped } from './retention-words.js';

/** What became of a plan. */
export function RetentionOutcome({ plan, result }: { plan: RetentionPlan; result: RetentionResult }) {
  const { done, bytes, skipped, held } = result;
  const verb = verbsOf(plan).done;
  return (
    <div class="panel upkeep-result" role="status">
      <h3>
        {done.length === 1 ? '1 file was' : `${formatCount(done.length)} files were`} {verb}:{' '}
        {formatBytes(bytes)}
      </h3>
      {held && <p>{held.message}</p>}
      <ul class="upkeep-list">
        {skipped.map(({ filename, reason, error }) => (
          <li key={filename}>
            <span class="warn">▲ left</span> <LogLink fileName={filename} />: {whyItWasSkipped(reason)}
            {error !== undefined && ` (${visibleText(error)})`}
          </li>
        ))}
        {done.map((fileName) => (
          <li key={fileName}>
            <span class="good">✓ {verb}</span>{' '}
            {plan.mode === 'archive' ? <LogLink fileName={fileName} /> : visibleText(fileName)}
          </li>
        ))}
      </ul>
    </div>
  );
}
