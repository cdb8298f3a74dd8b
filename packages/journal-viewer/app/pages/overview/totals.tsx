import type { Statistics } from '../../api/types.js';
import { formatCount } from '../../shared/numbers.js';
import { formatSpan } from '../../shared/time.js';
import { Tile } from './tile.js';

/** The sums over a span. */
export function Totals({ total }: { total: Statistics['total'] }) {
  const { runtimes, uptime_ms: uptimeMs, crashes, requests, tokens, failures } = total;
  return (
    <dl class="overview-tiles panel">
      <Tile title="Runtimes" hint={describeStatuses(total.by_status)}>
        {formatCount(runtimes)}
      </Tile>
      <Tile title="Uptime">{formatSpan(uptimeMs)}</Tile>
      <Tile title="Crashes" isBad={crashes > 0}>
        {formatCount(crashes)}
      </Tile>
      <Tile title="Requests">{formatCount(requests)}</Tile>
      <Tile
        title="Tokens"
        hint={`${formatCount(tokens.prompt)} prompt, ${formatCount(tokens.completion)} answer`}
      >
        {formatCount(tokens.total)}
      </Tile>
      <Tile title="Failures" isBad={failures > 0}>
        {formatCount(failures)}
      </Tile>
    </dl>
  );
}

/** `69 clean, 2 killed`; undefined where there is nothing to tell. */
function describeStatuses(byStatus: Record<string, number>): string | undefined {
  const parts = Object.entries(byStatus).map(([status, count]) => `${formatCount(count)} ${status}`);
  return parts.length === 0 ? undefined : parts.join(', ');
}
