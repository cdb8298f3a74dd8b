// A server whose journal has an event feed. Prints `port NUMBER`, records from SIGUSR2 on, prints
// `rss MIB` once a second and `recorded` at the end, and serves on. Arguments: folder, seconds, events a second.
import { once } from 'node:events';
import { writeSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { setTimeout as pause } from 'node:timers/promises';
import { createJournalApi } from '@opta/journal-http';
import { createRuntimeJournal } from '@opta/journal-runtime';
import { journalConfig } from '../journal-config.js';
import { openStore } from '../open-store.js';

const MIB = 1024 * 1024;
const STEP_MS = 10;

const [folder = '', seconds = '1', rate = '1000'] = process.argv.slice(2);
const journal = createRuntimeJournal(journalConfig(openStore(folder)), { environment: {} });
await journal.start();
const api = createJournalApi(journal, { maxFeedClients: 1_000 });

const server = createServer(async (incoming, outgoing) => {
  const gone = new AbortController();
  outgoing.once('close', () => gone.abort());
  const request = new Request(`http://localhost${incoming.url}`, { signal: gone.signal });
  const response = await api.fetch(request, { remoteAddress: incoming.socket.remoteAddress });
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  await pipeline(Readable.fromWeb(response.body as ReadableStream), outgoing).catch(() => undefined);
});
server.listen(0, '127.0.0.1');
await once(server, 'listening');
say(`port ${(server.address() as AddressInfo).port}`);

await once(process, 'SIGUSR2');
setInterval(() => say(`rss ${Math.round(process.memoryUsage.rss() / MIB)}`), 1_000);
const beginning = performance.now();
const total = Number(seconds) * Number(rate);
for (let index = 0; index < total; ) {
  const due = Math.min(total, ((performance.now() - beginning) / 1_000) * Number(rate));
  for (; index < due; index += 1) journal.record({ type: 'probe', data: { index, text: 'x'.repeat(40) } });
  await pause(STEP_MS);
}
journal.record({ type: 'last_probe' });
say('recorded');

function say(line: string): void {
  writeSync(1, `${line}\n`);
}
