import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createJournalStore } from '@opta/journal-store';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createJournalApi } from '../src/index.js';

const CANARY = 'canary-5b21d0';
const SESSION_LOG = '2026-02-24-1356-studio-strange.md';
const PLACES = [
  `sessions/${SESSION_LOG}`,
  'sessions/2026-02-24-135600-studio-events.jsonl',
  'sessions/notes.md',
  `sessions/archive/2026-02/${SESSION_LOG}`,
  'sessions/archive/2026-02/2026-02-24-135600-studio-events.jsonl.gz',
  'updates/001_2026-02-24_strange.md',
];

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'opta-http-'));
  for (const name of ['sessions/archive/2026-02', 'updates', 'outside']) {
    mkdirSync(join(folder, name), { recursive: true });
  }
  writeFileSync(join(folder, 'outside/file'), CANARY);
  writeFileSync(join(folder, 'outside', SESSION_LOG), CANARY);
});

afterEach(() => rmSync(folder, { recursive: true }));

const KINDS: [kind: string, plant: (path: string) => void, isPossible?: boolean][] = [
  ['a link to a file', (path) => symlinkSync(join(folder, 'outside/file'), path)],
  ['a link to a folder', (path) => symlinkSync(join(folder, 'outside'), path)],
  ['a link to itself', (path) => symlinkSync(path, path)],
  ['a link to nothing', (path) => symlinkSync(join(folder, 'outside/none'), path)],
  ['a link to /etc/passwd', (path) => symlinkSync('/etc/passwd', path)],
  ['a folder', (path) => mkdirSync(path)],
  ['a FIFO', (path) => void execFileSync('mkfifo', [path])],
  [
    'an endless device',
    (path) => void execFileSync('mknod', [path, 'c', '1', '5']),
    process.getuid?.() === 0,
  ],
];

async function get(path: string): Promise<{ status: number; text: string }> {
  const store = createJournalStore({
    sessionLogsDir: join(folder, 'sessions'),
    updateLogsDir: join(folder, 'updates'),
    timeZone: 'UTC',
  });
  const response = await createJournalApi({ store }).fetch(
    new Request(`http://localhost/admin/logs/${path}`),
    { remoteAddress: '127.0.0.1' },
  );
  return { status: response.status, text: await response.text() };
}

/** Of a place, the path under which the API serves it. */
function served(place: string): string {
  return place.replace('archive/2026-02/', '').replace(/\.gz$/, '');
}

describe.each(KINDS)('%s', (_, plant, isPossible = true) => {
  it.skipIf(!isPossible).each(PLACES)(
    'that bears the name of a log is neither listed nor read: %s',
    async (place) => {
      plant(join(folder, place));
      expect(await get(served(place))).toEqual({ status: 404, text: '{"detail":"Log file not found"}' });
      for (const listing of ['sessions', 'updates']) {
        const { status, text } = await get(listing);
        expect({ listing, status, text }).toEqual({ listing, status: 200, text: '[]' });
      }
    },
  );
});

describe('a socket', () => {
  it.each(PLACES)('that bears the name of a log is neither listed nor read: %s', async (place) => {
    // Its address must be shorter than the path may be.
    const short = join(folder, 's');
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(short, resolve));
    execFileSync('mv', [short, join(folder, place)]);
    try {
      expect((await get(served(place))).status).toBe(404);
      for (const listing of ['sessions', 'updates']) expect((await get(listing)).text).toBe('[]');
    } finally {
      await new Promise((resolve) => server.close(resolve));
    }
  });
});

it('a log of 1 GiB is listed, and not read as one text', async () => {
  const path = join(folder, 'sessions', SESSION_LOG);
  writeFileSync(path, '');
  truncateSync(path, 2 ** 30);
  expect(JSON.parse((await get('sessions')).text)).toMatchObject([{ size_bytes: 2 ** 30, readable: false }]);
  expect((await get(`sessions/${SESSION_LOG}`)).status).toBe(413);
});
