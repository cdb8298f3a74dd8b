import type { RetentionPlan } from '../../api/types.js';
import { LogLink } from '../../shared/log-link.js';
import { formatCount } from '../../shared/numbers.js';
import { whyItStays } from './retention-words.js';

/** The logs that stay whatever the policy says, why and until when. */
export function KeptLogs({ kept }: { kept: RetentionPlan['kept'] }) {
  if (kept.length === 0) return null;
  return (
    <details>
      <summary>
        {kept.length === 1 ? '1 log stays' : `${formatCount(kept.length)} logs stay`} whatever the policy says
      </summary>
      <ul class="upkeep-list">
        {kept.map(({ filename, reason }) => (
          <li key={filename}>
            <LogLink fileName={filename} />: {whyItStays(reason)}
          </li>
        ))}
      </ul>
    </details>
  );
}
