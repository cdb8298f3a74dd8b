import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { createJournalApi } from '@opta/journal-http';
import { createRuntimeJournal, type RuntimeJournal } from '@opta/journal-runtime';

const IN_A_WEEK_MS = 7 * 86_400_000;
const LOCAL = { remoteAddress: '127.0.0.1' };

/** What came out of a journal: every byte of it, by where it was found. */
export type Outputs = Record<string, string>;

/**
 * Sends the data of events through a journal and gives back all that it wrote, sent and said: both folders with
 * their archive, the event feed, every answer of the API, status and preview, what listeners heard, errors and stderr.
 */
export async function sendThrough(events: readonly unknown[]): Promise<Outputs> {
  const folder = mkdtempSync(join(tmpdir(), 'pipeline-'));
  const said = catchStderr();
  try {
    const journal = createRuntimeJournal(
      {
        sessionLogsDir: join(folder, 'sessions'),
        updateLogsDir: join(folder, 'updates'),
        timezone: 'UTC',
        device: 'studio',
        author: 'ann',
        retentionMode: 'off',
      },
      { environment: {} },
    );
    const heard: string[] = [];
    journal.subscribe((record) => heard.push(JSON.stringify(record)));
    await journal.start({ model: textOf(events[0]), metadata: { first: events[0] } });
    const feed = await followFeed(journal);
    for (const data of events) journal.record({ type: 'pipeline_failed', data } as never);
    await writeEverythingElse(journal, events);
    const live = JSON.stringify([journal.status(), journal.preview()]);
    await journal.finalize({ summary: textOf(events[0]) });
    const fed = await feed.end();
    const answers = await askEverything(journal);
    await archiveEverything(journal);
    return { files: readAll(folder), heard: heard.join('\n'), live, fed, answers, stderr: said.end() };
  } finally {
    said.end();
    rmSync(folder, { recursive: true });
  }
}

/** Notes, update logs and errors. */
async function writeEverythingElse(journal: RuntimeJournal, events: readonly unknown[]): Promise<void> {
  for (const data of events) journal.note('issue', textOf(data));
  for (let at = 0; at < events.length; at += 500) {
    const some = events.slice(at, at + 500);
    await journal.writeUpdateLog({
      title: textOf(some[0]),
      summary: some.map(textOf),
      commandInputs: Object.fromEntries(some.map((data, index) => [`input_${index}`, data])),
      steps: some.map((data) => ({
        target: 'hub',
        component: 'cli',
        step: 'login',
        status: 'fail',
        message: textOf(data),
      })),
    });
  }
  for (const data of events) journal.note(textOf(data) as never, 'x');
}

async function followFeed(journal: RuntimeJournal): Promise<{ end(): Promise<string> }> {
  const api = createJournalApi(journal);
  const response = await api.fetch(new Request('http://localhost/admin/events'), LOCAL);
  const text = response.text();
  return {
    end() {
      api.close();
      return text;
    },
  };
}

async function askEverything(journal: RuntimeJournal): Promise<string> {
  const api = createJournalApi(journal);
  const answers: string[] = [];
  for (const folder of ['sessions', 'updates']) {
    const listing = await api.fetch(new Request(`http://localhost/admin/logs/${folder}`), LOCAL);
    const entries = (await listing.json()) as { filename: string }[];
    answers.push(JSON.stringify(entries));
    for (const { filename } of entries) {
      const url = `http://localhost/admin/logs/${folder}/${encodeURIComponent(filename)}`;
      answers.push(await (await api.fetch(new Request(url), LOCAL)).text());
    }
  }
  return answers.join('\n');
}

async function archiveEverything({ store }: RuntimeJournal): Promise<void> {
  if (store === undefined) throw new Error('the journal is switched off');
  const policy = {
    device: 'studio',
    mode: 'archive',
    retentionDays: 1,
    now: Date.now() + IN_A_WEEK_MS,
  } as const;
  const plan = await store.planRetention(policy);
  await store.acceptRetention(plan);
  const { done } = await store.applyRetention(plan);
  if (done.length === 0) throw new Error('nothing was archived');
}

function readAll(folder: string): string {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries
    .map((entry) => {
      const path = join(entry.parentPath, entry.name);
      if (!entry.isFile()) return path;
      const bytes = readFileSync(path);
      return `${path}\n${(path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')}`;
    })
    .join('\n');
}

function textOf(data: unknown): string {
  return typeof data === 'string' ? data : JSON.stringify(data);
}

function catchStderr(): { end(): string } {
  const write = process.stderr.write;
  let text = '';
  process.stderr.write = ((chunk: string | Uint8Array) => {
    text += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8');
    return true;
  }) as typeof write;
  return {
    end() {
      process.stderr.write = write;
      return text;
    },
  };
}
