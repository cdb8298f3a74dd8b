import { useMemo } from 'preact/hooks';
import { readJson } from '../../api/client.js';
import type { Health, SessionLogEntry } from '../../api/types.js';
import { Empty, Failure, Loading } from '../../shared/notices.js';
import { zoneName } from '../../shared/time.js';
import { useRefresh } from '../../shared/use-refresh.js';
import { useResource } from '../../shared/use-resource.js';
import { layOutDays } from './runtime-days.js';
import { RuntimeStrip } from './runtime-strip.js';
import { listRuntimes, type Runtime } from './runtimes.js';

const MAX_DAYS = 14;
/** Of the listing; a runtime has two. */
const MAX_ENTRIES = '1000';
const REFRESH_MS = 60_000;

/** The last days on which something ran, and what ran on them. */
export function LastRuntimes() {
  const resource = useResource(readRuntimes, []);
  useRefresh(resource, REFRESH_MS);
  const { value, error, reload } = resource;
  const timeZone = zoneName();
  const days = useMemo(() => layOutDays(value ?? [], { timeZone, maxDays: MAX_DAYS }), [value, timeZone]);
  return (
    <section class="panel" aria-labelledby="overview-runtimes">
      <h2 id="overview-runtimes">Last runtimes</h2>
      {error !== undefined && value === undefined && (
        <Failure what="The runtimes" error={error} onRetry={reload} />
      )}
      {error === undefined && value === undefined && <Loading what="the runtimes" />}
      {value?.length === 0 && (
        <Empty title="Nothing has run yet">
          Start a server with a journal: each of its runtimes is a bar here.
        </Empty>
      )}
      {days.length > 0 && <RuntimeStrip days={days} />}
    </section>
  );
}

async function readRuntimes(signal: AbortSignal): Promise<Runtime[]> {
  const [health, entries] = await Promise.all([
    readJson<Health>('logs/health', { signal }),
    readJson<SessionLogEntry[]>('logs/sessions', { query: { limit: MAX_ENTRIES }, signal }),
  ]);
  return listRuntimes(entries, { running: health.journal?.event_log, now: Date.now() });
}
