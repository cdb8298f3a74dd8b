import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { diagnose, type Finding, repair } from '@opta/journal-doctor';
import { formatSessionLog, formatUpdateLog } from '@opta/journal-format';
import { createJournalApi, type JournalApi } from '@opta/journal-http';
import { createRuntimeJournal, type RuntimeJournal } from '@opta/journal-runtime';
import type { JournalStore } from '@opta/journal-store';
import fc from 'fast-check';
import { type ApiDocument, type MadeRequest, requestsOf } from '../http-requests.js';
import { journalConfig } from '../journal-config.js';
import { openStore } from '../open-store.js';
import type { Property } from '../property.js';
import { withTemporaryFolder } from '../with-temporary-folder.js';

const SEED = 20_261_128;
const CANARY = 'canary-8c1f07';
const MAX_ANSWER_MS = 5_000;
const MAX_BODY_BYTES = 64 * 1024;

const SESSION_LOG = '2026-02-24-1356-studio-runtime-session.md';
const EVENT_LOG = '2026-02-24-135600-studio-events.jsonl';
const UPDATE_LOG = '001_2026-02-24_a-change.md';
const LINK = '2026-02-24-1357-studio-link.md';

/** What stands for names: logs, what is none, and ways to somewhere else. */
const NAMES = [
  SESSION_LOG,
  EVENT_LOG,
  UPDATE_LOG,
  LINK,
  'current',
  'canary.md',
  '../canary.md',
  '..\\canary.md',
  '/etc/passwd',
  '..',
  '',
];

/** Successes that stand for the one that the document has. */
const ALSO_SUCCESSES = [206, 304];

export const httpFuzz: Property = {
  name: 'http-fuzz',
  promise:
    'Every request to the admin API has an answer that its document knows, in time, and without anything from outside of the folders',
  shortRounds: 400,
  longRounds: 10_000,
  async run(rounds) {
    return withTemporaryFolder('http-fuzz', async (folder) => {
      const store = fillFolders(folder);
      const journal = createRuntimeJournal(journalConfig(store), {
        environment: {},
        onError: () => undefined,
      });
      await journal.start({ model: 'm' });
      const api = createApi(journal, store);
      const document = await readDocument(api);
      const answers: Record<string, number> = {};
      await fc.assert(
        fc.asyncProperty(requestsOf(document, NAMES), async (made) => {
          const status = await inTime(made, ask(api, made));
          answers[status] = (answers[status] ?? 0) + 1;
        }),
        { numRuns: rounds, seed: SEED, endOnFailure: true },
      );
      api.close();
      await journal.finalize();
      return { requests: rounds, ...answers };
    });
  },
};

function fillFolders(folder: string): JournalStore {
  const store = openStore(folder);
  for (const name of ['sessions', 'updates']) {
    mkdirSync(join(folder, name));
    writeFileSync(join(folder, name, 'canary.txt'), CANARY);
    symlinkSync(join(folder, 'canary.md'), join(folder, name, LINK));
  }
  writeFileSync(join(folder, 'canary.md'), CANARY);
  const log = {
    date: '2026-02-24',
    time: '13:56 UTC',
    device: 'studio',
    eventLog: EVENT_LOG,
    summary: ['Fine.'],
  };
  writeFileSync(join(folder, 'sessions', SESSION_LOG), formatSessionLog(log));
  const event = {
    data: { model_id: 'a/b' },
    event_type: 'model_loaded',
    timestamp: '2026-02-24T13:56:00+00:00',
    timestamp_unix: 1_771_941_360,
  };
  writeFileSync(
    join(folder, 'sessions', EVENT_LOG),
    `${JSON.stringify(event)}\nbroken\n${JSON.stringify(event)}\n`,
  );
  writeFileSync(
    join(folder, 'updates', UPDATE_LOG),
    formatUpdateLog({ id: '001', date: '2026-02-24', time: '13:56:00' }),
  );
  return store;
}

function createApi(journal: RuntimeJournal, store: JournalStore): JournalApi {
  const about = { store, timeZone: 'UTC' };
  return createJournalApi(journal, {
    maxBodyBytes: MAX_BODY_BYTES,
    retention: { device: 'studio', maxSessionLogs: 100 },
    doctor: { diagnose: () => diagnose(about), repair: (findings: Finding[]) => repair(findings, about) },
    search: {
      search: async (query, { limit = 20 } = {}) => ({
        hits: [],
        next: query.slice(0, limit),
        mode: 'scan',
        notes: [query],
      }),
      statistics: async (query) => ({ ...query, notes: [] }),
    },
    viewer: () => new Response('the viewer', { headers: { 'content-type': 'text/html' } }),
  });
}

async function readDocument(api: JournalApi): Promise<ApiDocument> {
  const response = await send(api, '/admin/logs/openapi.json', {});
  return (await response.json()) as ApiDocument;
}

function send(api: JournalApi, target: string, init: RequestInit): Promise<Response> {
  return api.fetch(new Request(`http://localhost${target}`, init), { remoteAddress: '127.0.0.1' });
}

/** @returns the status, once the whole answer has been looked at */
async function ask(
  api: JournalApi,
  { method, target, headers, body, statuses }: MadeRequest,
): Promise<number> {
  const response = await send(api, target, { method, headers, ...(body === undefined ? {} : { body }) });
  const { status } = response;
  const isStream = response.headers.get('content-type') === 'text/event-stream';
  const text = isStream ? await readStart(response) : await readText(response);
  if (text.includes(CANARY) || text.includes('root:x:0'))
    throw new Error(`it shows a file from outside: ${text}`);
  if (status === 500) throw new Error(`a fault of the server: ${text}`);
  const isKnown = statuses.includes(String(status)) || ALSO_SUCCESSES.includes(status);
  if (!isKnown && !isElsewhere(target, status))
    throw new Error(`the document knows no status ${status}: ${text}`);
  if (status < 400 || method === 'HEAD') return status;
  const { detail } = JSON.parse(text) as { detail?: unknown };
  if (typeof detail !== 'string') throw new Error(`status ${status} does not say what is wrong: ${text}`);
  return status;
}

/** A name of dots, or none, leads a URL to another path, which has statuses of its own. */
function isElsewhere(target: string, status: number): boolean {
  const { pathname } = new URL(target, 'http://localhost');
  return status < 500 && pathname !== target.slice(0, target.indexOf('?'));
}

async function readStart(response: Response): Promise<string> {
  const reader = response.body?.getReader();
  const { value } = (await reader?.read()) ?? {};
  await reader?.cancel();
  return new TextDecoder().decode(value);
}

async function readText(response: Response): Promise<string> {
  const isCompressed = response.headers.get('content-encoding') === 'gzip';
  if (!isCompressed || response.body === null) return response.text();
  return new Response(response.body.pipeThrough(new DecompressionStream('gzip'))).text();
}

async function inTime(made: MadeRequest, answer: Promise<number>): Promise<number> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${MAX_ANSWER_MS} ms`)), MAX_ANSWER_MS);
  });
  try {
    return await Promise.race([answer, late]);
  } catch (cause) {
    throw new Error(`${made.method} ${made.target}: ${(cause as Error).message}`, { cause });
  } finally {
    clearTimeout(timer);
  }
}
