// Clients of an event feed. Prints `connected` when all are, and `end JSON` when all have got the last event: how
// many events came, how many were told as missed and how many came twice or not where they should. Arguments: port, clients.
import { once } from 'node:events';
import { writeSync } from 'node:fs';
import { get, type IncomingMessage } from 'node:http';

const [port = '', clients = '1'] = process.argv.slice(2);
const counts = { events: 0, missed: 0, wrong: 0 };

const responses = await Promise.all(Array.from({ length: Number(clients) }, connect));
writeSync(1, 'connected\n');
await Promise.all(responses.map(follow));
writeSync(1, `end ${JSON.stringify(counts)}\n`);
process.exit(0);

async function connect(): Promise<IncomingMessage> {
  const [response] = await once(
    get({ port, host: '127.0.0.1', path: '/admin/events', agent: false }),
    'response',
  );
  return response;
}

async function follow(response: IncomingMessage): Promise<void> {
  let expected = 0;
  let rest = '';
  response.setEncoding('utf8');
  for await (const chunk of response) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() as string;
    for (const line of lines) {
      if (line === 'event: last_probe') return;
      const missed = Number(/^data: \{"missed":(\d+),/.exec(line)?.[1] ?? 0);
      counts.missed += missed;
      expected += missed;
      const index = /^data: \{"index":(\d+),/.exec(line)?.[1];
      if (index === undefined) continue;
      if (Number(index) !== expected) counts.wrong += 1;
      counts.events += 1;
      expected = Number(index) + 1;
    }
  }
  throw new Error('the feed ended');
}
