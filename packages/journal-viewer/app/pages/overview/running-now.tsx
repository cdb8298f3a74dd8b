import type { SessionLog } from '@opta/journal-format';
import { ApiError, readJson } from '../../api/client.js';
import type { Health } from '../../api/types.js';
import { Empty, Failure, Loading } from '../../shared/notices.js';
import { useRefresh } from '../../shared/use-refresh.js';
import { useResource } from '../../shared/use-resource.js';
import { RunningFacts } from './running-facts.js';
import { ServerTrouble } from './server-trouble.js';

const REFRESH_MS = 5_000;
/** HTTP: nothing runs; the log is too large to be had as data; the server has no running journal; it is busy. */
const WITHOUT_LOG = [404, 406, 501, 503];

/** The runtime whose journal is being written, with figures that go on. */
export function RunningNow() {
  const resource = useResource(readState, []);
  useRefresh(resource, REFRESH_MS);
  const { value, error, reload } = resource;
  return (
    <section class="panel overview-now" aria-labelledby="overview-now">
      <h2 id="overview-now">Now</h2>
      {value === undefined && error === undefined && <Loading what="the state of the server" />}
      {value === undefined && error !== undefined && (
        <Failure what="The state of the server" error={error} onRetry={reload} />
      )}
      {value !== undefined && error !== undefined && (
        <p class="warn" role="status">
          ▲ {error.message} These are the last figures; new ones are asked for every {REFRESH_MS / 1_000}{' '}
          seconds.
        </p>
      )}
      {value !== undefined && <State {...value} />}
    </section>
  );
}

function State({ health, log }: { health: Health; log: SessionLog | undefined }) {
  const { journal } = health;
  if (journal === null) {
    return (
      <Empty title="This server reads logs only">
        No journal runs in it, so there is nothing to watch. What others have written is below.
      </Empty>
    );
  }
  const isRunning = journal.session !== undefined && journal.state !== 'finalized';
  return (
    <>
      <ServerTrouble journal={journal} />
      {isRunning ? (
        <RunningFacts journal={journal} log={log} />
      ) : (
        <Empty title="Nothing is running">
          The journal is {journal.state ?? 'idle'}. A session begins when the server that writes it starts.
        </Empty>
      )}
    </>
  );
}

async function readState(signal: AbortSignal): Promise<{ health: Health; log: SessionLog | undefined }> {
  const [health, log] = await Promise.all([
    readJson<Health>('logs/health', { signal }),
    readCurrentLog(signal),
  ]);
  return { health, log };
}

async function readCurrentLog(signal: AbortSignal): Promise<SessionLog | undefined> {
  try {
    return await readJson<SessionLog>('logs/sessions/current', { signal });
  } catch (error) {
    if (error instanceof ApiError && WITHOUT_LOG.includes(error.status)) return undefined;
    throw error;
  }
}
