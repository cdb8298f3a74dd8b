import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import {
  createSeededRandom,
  type SampleServer,
  type SpawnedSource,
  spawnSampleServer,
  spawnSource,
} from 'test-kit';
import type { Property } from '../property.js';
import { withTemporaryFolder } from '../with-temporary-folder.js';

/** Milliseconds that either side lives at most before it is killed. */
const MAX_LIFE_MS = 400;
const NOTE_PAUSE_MS = 5;
const LOOK_PAUSE_MS = 20;
const MAX_LOOK_MS = 60_000;

/** Nothing may go while it is counted. */
const ENVIRONMENT = { LMX_JOURNALING__RETENTION_MODE: 'off', OPTA_JOURNAL_ADMIN_KEY: '' };

/** What no feed tells: the first lines of segments, and what is missing. */
const NOT_IN_FEED = ['journal_session_start', 'journal_gap'];
/** What the attachment tells of itself; the first two say where the server was. */
const CONNECTED = ['feed_connected', 'feed_reconnected'];

interface LoggedLine {
  seq: number;
  event_type: string;
  data: Record<string, unknown>;
  feed_id?: string;
}

/** Both sides, of which one or the other is killed again and again. */
interface Sides {
  folder: string;
  port: number;
  server: SampleServer;
  attachment: SpawnedSource | undefined;
  isOver: boolean;
}

/** A round is a kill of the server and one of the attachment. */
export const attach: Property = {
  name: 'attach',
  promise:
    'Attached to a server with ids, every event stands in one event log exactly once and every attachment has one session log, however often either side is killed',
  shortRounds: 5,
  longRounds: 50,
  run: (rounds) =>
    withTemporaryFolder('attach', async (folder) => {
      const server = await startServer(folder, 0);
      const port = Number(new URL(await server.url).port);
      const sides: Sides = { folder, port, server, attachment: undefined, isOver: false };
      try {
        sides.attachment = await startAttachment(folder, port);
        await until(() => attachedLines(folder).some(({ event_type }) => event_type === 'feed_connected'));
        const noting = noteUntilOver(sides);
        await killBoth(sides, rounds);
        sides.isOver = true;
        const notes = await noting;
        await noteLast(sides);
        return { kills: 2 * rounds, notes, ...check(folder, rounds + 1, await finish(sides)) };
      } finally {
        sides.isOver = true;
        await Promise.all([sides.server.end('SIGKILL'), sides.attachment?.end('SIGKILL')]);
      }
    }),
};

async function startServer(folder: string, port: number): Promise<SampleServer> {
  const server = spawnSampleServer(join(folder, 'server'), { port, environment: ENVIRONMENT });
  await server.url;
  return server;
}

async function startAttachment(folder: string, port: number): Promise<SpawnedSource> {
  const folders = ['--sessions-dir', attachedDir(folder), '--updates-dir', join(folder, 'updates')];
  const attachment = spawnSource(
    'packages/journal-cli/bin/opta-journal.js',
    [...folders, 'attach', `http://127.0.0.1:${port}`],
    { ready: /^Journaling /, environment: ENVIRONMENT },
  );
  await attachment.ready;
  return attachment;
}

async function killBoth(sides: Sides, rounds: number): Promise<void> {
  const random = createSeededRandom(rounds);
  for (let left = rounds; left > 0; left -= 1) {
    await pause(random() * MAX_LIFE_MS);
    await sides.server.end('SIGKILL');
    sides.server = await startServer(sides.folder, sides.port);
    await pause(random() * MAX_LIFE_MS);
    await sides.attachment?.end('SIGKILL');
    sides.attachment = await startAttachment(sides.folder, sides.port);
  }
}

/** @returns how many notes the server has taken */
async function noteUntilOver(sides: Sides): Promise<number> {
  let taken = 0;
  while (!sides.isOver) {
    if (await note(sides.port, `note ${taken}`)) taken += 1;
    await pause(NOTE_PAUSE_MS);
  }
  return taken;
}

async function noteLast({ folder, port }: Sides): Promise<void> {
  const text = 'the last one';
  await until(() => note(port, text));
  await until(() => attachedLines(folder).some(({ data }) => data.text === text));
}

/** @returns whether the server has taken it; while it is killed, nobody does */
async function note(port: number, text: string): Promise<boolean> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/admin/logs/notes`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ kind: 'note', text }),
    });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
}

/** @returns what the last attachment ended with */
async function finish({ attachment, server }: Sides): Promise<number | null> {
  const code = (await attachment?.end('SIGTERM')) ?? null;
  await server.end('SIGKILL');
  return code;
}

function check(folder: string, attachments: number, code: number | null): Record<string, number> {
  if (code !== 0) throw new Error(`the last attachment ended with ${code}`);
  const lines = attachedLines(folder);
  const gap = lines.find(({ event_type }) => event_type === 'feed_continuity_failed');
  if (gap !== undefined) throw new Error(`a gap is told: ${JSON.stringify(gap.data)}`);
  const began = lines.find(({ event_type }) => event_type === 'feed_connected')?.feed_id ?? '';
  const attached = lines.flatMap(({ event_type, feed_id }) =>
    feed_id === undefined || CONNECTED.includes(event_type) ? [] : [feed_id],
  );
  const known = new Set<string>();
  for (const id of attached) {
    if (known.has(id)) throw new Error(`${id} was journaled twice`);
    known.add(id);
  }
  const lost = serverIds(folder).filter((id) => isAfter(id, began) && !known.has(id));
  if (lost.length > 0)
    throw new Error(`${lost.length} events of the server are missing: ${lost.slice(0, 5)}`);
  return { attachments: checkSessions(folder, lines, attachments), events: attached.length };
}

/** Every attachment has its own session log. */
function checkSessions(folder: string, lines: readonly LoggedLine[], attachments: number): number {
  const begun = lines.flatMap(({ event_type, data }) =>
    event_type === 'journal_session_start' ? [String(data.session)] : [],
  );
  const finished = readFiles(attachedDir(folder), '.md').flatMap(
    (text) => /^session: "(\w+)"$/m.exec(text)?.[1] ?? [],
  );
  const [expected, found] = [begun.sort().join(), finished.sort().join()];
  if (begun.length !== attachments) throw new Error(`${begun.length} of ${attachments} attachments began`);
  if (expected !== found) throw new Error(`session logs are those of ${found}, attachments were ${expected}`);
  return begun.length;
}

function serverIds(folder: string): string[] {
  return readFiles(join(folder, 'server', '12-Session-Logs'), '.jsonl').flatMap((text) => {
    const lines = parseLines(text);
    const session = lines[0]?.data.session;
    return lines
      .filter(({ event_type }) => !NOT_IN_FEED.includes(event_type))
      .map(({ seq }) => `${session}:${seq}`);
  });
}

/** Identifiers of sessions grow with the time of their begin. */
function isAfter(id: string, other: string): boolean {
  const [session = '', seq] = id.split(':');
  const [otherSession = '', otherSeq] = other.split(':');
  return session > otherSession || (session === otherSession && Number(seq) > Number(otherSeq));
}

function attachedDir(folder: string): string {
  return join(folder, 'attached');
}

function attachedLines(folder: string): LoggedLine[] {
  return readFiles(attachedDir(folder), '.jsonl').flatMap(parseLines);
}

function readFiles(directory: string, ending: string): string[] {
  if (!existsSync(directory)) return [];
  const names = readdirSync(directory).filter((name) => name.endsWith(ending));
  return names.sort().map((name) => readFileSync(join(directory, name), 'utf8'));
}

/** Whole lines: the last one is empty, or cut by the kill. */
function parseLines(text: string): LoggedLine[] {
  return text
    .split('\n')
    .slice(0, -1)
    .map((line): LoggedLine => JSON.parse(line));
}

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = performance.now() + MAX_LOOK_MS;
  while (!(await isSo())) {
    if (performance.now() > deadline) throw new Error(`not so within ${MAX_LOOK_MS} ms: ${isSo}`);
    await pause(LOOK_PAUSE_MS);
  }
}
