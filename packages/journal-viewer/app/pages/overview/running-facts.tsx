import type { SessionLog } from '@opta/journal-format';
import type { Health } from '../../api/types.js';
import { formatCount } from '../../shared/numbers.js';
import { plainText } from '../../shared/plain-text.js';
import { SessionStatus } from '../../shared/session-status.js';
import { formatSpan, Time } from '../../shared/time.js';
import { useNow } from '../../shared/use-now.js';
import { visibleText } from '../../shared/visible-text.js';
import { hrefOf } from '../../shell/route.js';
import { Tile } from './tile.js';

/** Lines of the summary that say what stands beside them. */
const SAID_ELSEWHERE = /^(?:Started|Ended|Duration|Total events|Still running)\b/;

/** The running session: what it is, and its counters as they are now. */
export function RunningFacts({
  journal: { device, session, ledger },
  log,
}: {
  journal: NonNullable<Health['journal']>;
  log: SessionLog | undefined;
}) {
  const startedAt = Date.parse(log?.started ?? '');
  const requests = countOf(log, 'request_completed') + countOf(log, 'request_failed');
  const failed = countOf(log, 'request_failed');
  const lines = (log?.summary ?? []).map(plainText).filter((line) => !SAID_ELSEWHERE.test(line));
  return (
    <>
      <p class="overview-running">
        <SessionStatus status="running" /> on{' '}
        <strong>{visibleText(log?.device ?? device ?? 'this device')}</strong>
        {log?.model !== undefined && <> · {visibleText(log.model)}</>} · since <Time at={startedAt} /> ·{' '}
        <a href={hrefOf(['sessions', 'current'])}>Its log so far</a> ·{' '}
        <a href={hrefOf(['live'])}>Watch live</a>
      </p>
      <dl class="overview-tiles">
        <Tile title="Uptime">
          <Uptime since={startedAt} />
        </Tile>
        <Tile title="Events">{formatCount(ledger?.emitted ?? 0)}</Tile>
        <Tile title="Requests">{formatCount(requests)}</Tile>
        <Tile title="Failed requests" isBad={failed > 0}>
          {formatCount(failed)}
        </Tile>
      </dl>
      {lines.length > 0 && (
        <ul class="overview-lines">
          {lines.map((line) => (
            <li key={line}>{visibleText(line)}</li>
          ))}
        </ul>
      )}
      {log === undefined && <p class="hint">The log of session {session} cannot be had as data right now.</p>}
    </>
  );
}

function Uptime({ since }: { since: number }) {
  const now = useNow(1_000);
  return <>{Number.isNaN(since) ? '–' : formatSpan(now - since)}</>;
}

function countOf(log: SessionLog | undefined, type: string): number {
  return log?.eventCounts?.find((counted) => counted.type === type)?.count ?? 0;
}
