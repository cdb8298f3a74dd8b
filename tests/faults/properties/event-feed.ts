import { join } from 'node:path';
import { spawnScript } from 'test-kit';
import type { Property } from '../property.js';
import { withTemporaryFolder } from '../with-temporary-folder.js';

const HOSTS = join(import.meta.dirname, '../hosts');
const CLIENTS = 180;
const STOPPED_CLIENTS = 20;
const EVENTS_PER_SECOND = 1_000;
const MAX_GROWTH_MIB = 50;

/** Part of the time after which memory is measured: until then compiled code and buffers come to their size. */
const WARM_UP = 0.2;

/** Seconds from which that is long enough. */
const MIN_SECONDS_FOR_GROWTH = 60;

/** What the clients of one process have to say at the end. */
interface ClientCounts {
  events: number;
  missed: number;
  wrong: number;
}

/** A round is a second. */
export const eventFeed: Property = {
  name: 'event-feed',
  promise:
    'Clients of the event feed get every event once and in order, those that were stopped are told exactly what they missed, and none costs the server memory',
  shortRounds: 3,
  longRounds: 600,
  run: (rounds) => withTemporaryFolder('event-feed', (folder) => serveFor(folder, rounds)),
};

async function serveFor(folder: string, seconds: number): Promise<Record<string, number>> {
  const server = spawnScript(join(HOSTS, 'feed-server.ts'), [
    folder,
    String(seconds),
    String(EVENTS_PER_SECOND),
  ]);
  const port = (await server.line(/^port /)).slice('port '.length);
  const clients = spawnScript(join(HOSTS, 'feed-clients.ts'), [port, String(CLIENTS)]);
  const stopped = spawnScript(join(HOSTS, 'feed-clients.ts'), [port, String(STOPPED_CLIENTS)]);
  try {
    await Promise.all([clients.line(/^connected/), stopped.line(/^connected/)]);
    stopped.child.kill('SIGSTOP');
    server.child.kill('SIGUSR2');
    await server.line(/^recorded/);
    const growth = growthOf(server.lines);
    const events = seconds * EVENTS_PER_SECOND;
    const missed = check(await clients.line(/^end /), CLIENTS * events);
    if (missed > 0) throw new Error(`${missed} events were missed by clients that read`);
    stopped.child.kill('SIGCONT');
    const missedByStopped = check(await stopped.line(/^end /), STOPPED_CLIENTS * events);
    const growthWithStopped = growthOf(server.lines);
    if (seconds >= MIN_SECONDS_FOR_GROWTH && growthWithStopped > MAX_GROWTH_MIB) {
      throw new Error(`the server has grown by ${growth}, at last by ${growthWithStopped} MiB`);
    }
    return {
      clients: CLIENTS,
      stopped: STOPPED_CLIENTS,
      events,
      missedByStopped,
      growthMib: growth,
      growthWithStopped,
    };
  } finally {
    for (const { child } of [stopped, clients, server]) child.kill('SIGKILL');
    await Promise.all([stopped, clients, server].map(({ ended }) => ended));
  }
}

/**
 * @param expected - events that came and events that were told as missed
 * @returns the latter
 */
function check(line: string, expected: number): number {
  const { events, missed, wrong } = JSON.parse(line.slice('end '.length)) as ClientCounts;
  if (events + missed === expected && wrong === 0) return missed;
  throw new Error(
    `${events} of ${expected} events came, ${missed} are told as missed, ${wrong} out of order`,
  );
}

/** MiB of resident memory at most, less the most that they were in the warm-up. */
function growthOf(lines: readonly string[]): number {
  const sizes = lines.flatMap((line) => /^rss (\d+)/.exec(line)?.[1] ?? []).map(Number);
  const warmUp = Math.ceil(sizes.length * WARM_UP);
  return warmUp === 0 ? 0 : Math.max(0, ...sizes.slice(warmUp)) - Math.max(...sizes.slice(0, warmUp));
}
