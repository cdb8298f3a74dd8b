import type { Health } from '../../api/types.js';
import { formatCount } from '../../shared/numbers.js';
import { Time } from '../../shared/time.js';

/** What the journal cannot do, and what it has lost; nothing where all is well. */
export function ServerTrouble({ journal }: { journal: NonNullable<Health['journal']> }) {
  const { state, ledger, last_error: lastError } = journal;
  const lost = (ledger?.refused ?? 0) + (ledger?.dropped ?? 0);
  return (
    <>
      {state === 'degraded' && (
        <div class="notice failure" role="alert">
          <h3>The disk refuses what the journal writes</h3>
          <p>The server goes on, and what is lost is counted. The journal tries again by itself.</p>
        </div>
      )}
      {lost > 0 && <p class="bad">✕ {formatCount(lost)} events could not be written.</p>}
      {lastError !== undefined && (
        <p class="overview-error">
          <span class="warn">▲ Last failure</span> <Time at={lastError.at} /> <code>{lastError.code}</code>:{' '}
          {lastError.message} {lastError.fix}
        </p>
      )}
    </>
  );
}
