import { setTimeout as pause } from 'node:timers/promises';
import { createJournalApi, type JournalApi } from '@opta/journal-http';
import { createRuntimeJournal, type RuntimeJournal } from '@opta/journal-runtime';
import type { JournalStore } from '@opta/journal-store';
import { createSeededRandom } from 'test-kit';
import { journalConfig } from '../journal-config.js';
import { openStore } from '../open-store.js';
import type { Property } from '../property.js';
import { readEventStream } from '../read-event-stream.js';
import { withTemporaryFolder } from '../with-temporary-folder.js';

const CLIENTS = 10;

/** The smallest size at which an event log may be cut. */
const SEGMENT_BYTES = 65_536;

/** Events that a client takes at most before it goes away. */
const MAX_TAKEN = 400;
const MAX_AWAY_MS = 30;
const BURST = 20;

/** Of all bursts, those after which the server is started again. */
const RESTART_SHARE = 0.02;
const BURST_PAUSE_MS = 5;

/** A server that is started again and again, and what it has recorded. */
interface Server {
  store: JournalStore;
  journal: RuntimeJournal;
  api: JournalApi;
  recorded: number;
  restarts: number;
  /** Resolves when all clients have reconnected often enough. */
  isOver: boolean;
}

/** A round is a reconnection. */
export const feedReconnects: Property = {
  name: 'feed-reconnects',
  promise:
    'A client of the event feed that goes away and comes back gets every event exactly once, across segments and restarts, while events are recorded at speed',
  shortRounds: 150,
  longRounds: 1_000,
  run: (rounds) =>
    withTemporaryFolder('feed-reconnects', async (folder) => {
      const random = createSeededRandom(rounds);
      const server = await startServer(openStore(folder));
      const recording = recordUntilOver(server, random);
      const following = Array.from({ length: CLIENTS }, () => reconnect(server, rounds / CLIENTS, random));
      const taken = await Promise.all(following).finally(() => {
        server.isOver = true;
      });
      await recording;
      server.api.close();
      await server.journal.finalize();
      return {
        reconnections: rounds,
        restarts: server.restarts,
        events: server.recorded,
        delivered: taken.reduce((sum, count) => sum + count, 0),
      };
    }),
};

async function startServer(store: JournalStore): Promise<Server> {
  return { store, ...(await startJournal(store)), recorded: 0, restarts: 0, isOver: false };
}

async function startJournal(store: JournalStore): Promise<Pick<Server, 'journal' | 'api'>> {
  const journal = createRuntimeJournal(
    { ...journalConfig(store), maxEventLogBytes: SEGMENT_BYTES, retentionMode: 'off' },
    { environment: {}, recover: false },
  );
  const started = await journal.start();
  if (!started.ok) throw started.error;
  return { journal, api: createJournalApi(journal) };
}

async function recordUntilOver(server: Server, random: () => number): Promise<void> {
  while (!server.isOver) {
    for (let left = BURST; left > 0; left -= 1) {
      server.recorded += 1;
      server.journal.record({ type: 'probe', data: { index: server.recorded, text: 'x'.repeat(100) } });
    }
    await pause(BURST_PAUSE_MS);
    if (random() < RESTART_SHARE) await restart(server);
  }
}

/** Clients see their streams end, and come to the next runtime of the same folder. */
async function restart(server: Server): Promise<void> {
  server.api.close();
  await server.journal.finalize();
  Object.assign(server, await startJournal(server.store));
  server.restarts += 1;
}

/**
 * Takes some events, goes away for a moment and comes back, so many times.
 *
 * @returns how many events it got
 * @throws when one is missing, comes twice or out of order
 */
async function reconnect(server: Server, times: number, random: () => number): Promise<number> {
  let taken = 0;
  let lastIndex: number | undefined;
  let lastId: string | undefined;
  for (let left = times; left > 0; left -= 1) {
    let most = 1 + Math.floor(random() * MAX_TAKEN);
    for await (const { id, event, data } of readEventStream(server.api, lastId)) {
      if (event === 'gap') throw new Error(`after ${lastId} a gap is told: ${JSON.stringify(data)}`);
      lastId = id ?? lastId;
      if (event !== 'probe') continue;
      const { index } = data as { index: number };
      if (lastIndex !== undefined && index !== lastIndex + 1) {
        throw new Error(`event ${index} (${id}) comes after ${lastIndex}`);
      }
      lastIndex = index;
      taken += 1;
      most -= 1;
      if (most === 0) break;
    }
    await pause(random() * MAX_AWAY_MS);
  }
  return taken;
}
