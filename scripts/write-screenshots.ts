import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DemoProcess } from '../packages/journal-viewer/test/support/demo-process.js';
import {
  JournalFolder,
  type WrittenSession,
} from '../packages/journal-viewer/test/support/journal-folder.js';
import { launchBrowser } from '../packages/journal-viewer/test/support/launch-browser.js';
import {
  buildSampleSessions,
  SAMPLE_UPDATES,
} from '../packages/journal-viewer/test/support/sample-sessions.js';
import { visit } from '../packages/journal-viewer/test/support/visit.js';
import { root } from '../tests/workspace.js';

const TARGET = join(root, 'docs/screenshots');
const DAYS = 14;
/** Sessions whose server was killed; the sample server recovers their logs. */
const KILLED = [5, 11];
const DESKTOP = { width: 1280, height: 800 };
const PHONE = { width: 390, height: 844 };
/** Charts are drawn by then. */
const DRAWING_MS = 1_000;
/** What the sample server is asked to do, so that there is something to see: failures are wanted too. */
const ACTIONS: readonly [path: string, body: unknown][] = [
  ['/admin/models/load', { model_id: 'opta-demo/ngram-3-small' }],
  ['/admin/models/load', { model_id: 'opta-demo/ngram-3-broken' }],
  ['/v1/chat/completions', chat('What does a server remember?')],
  ['/admin/models/download', { repo_id: 'opta-demo/ngram-4-unreachable' }],
  ['/v1/chat/completions', chat('Tell me a story about a lighthouse.')],
  ['/admin/logs/notes', { kind: 'decision', text: 'Keep the small model in memory.' }],
];

const folder = mkdtempSync(join(tmpdir(), 'opta-screenshots-'));
try {
  await writeScreenshots();
} finally {
  rmSync(folder, { recursive: true });
}

async function writeScreenshots(): Promise<void> {
  const journal = new JournalFolder(join(folder, 'data'));
  const midnight = new Date().setUTCHours(0, 0, 0, 0);
  const written: WrittenSession[] = [];
  for (const sample of buildSampleSessions(midnight, DAYS)) written.push(await journal.writeSession(sample));
  for (const index of KILLED) journal.leaveKilled(written[index] as WrittenSession);
  await journal.writeUpdates(SAMPLE_UPDATES);
  const config = join(folder, 'config.yaml');
  writeFileSync(config, 'journaling: { device: studio, author: ann }\n');
  const demo = await DemoProcess.start(journal.path, { config });
  try {
    for (const [path, body] of ACTIONS) await (await demo.post(path, body)).text();
    mkdirSync(TARGET, { recursive: true });
    await shootAll(demo.viewer, written.at(-1)?.log ?? '');
  } finally {
    await demo.stop();
  }
}

async function shootAll(viewer: string, sessionLog: string): Promise<void> {
  const places = {
    overview: '#/',
    sessions: '#/sessions',
    session: `#/sessions/${sessionLog}`,
    updates: '#/updates',
    update: '#/updates/2',
    live: '#/live',
    search: '#/search?q=model*',
    upkeep: '#/upkeep',
    notes: '#/notes',
  };
  const browser = await launchBrowser();
  for (const [name, hash] of Object.entries(places)) {
    for (const [suffix, colorScheme, viewport] of [
      ['light', 'light', DESKTOP],
      ['dark', 'dark', DESKTOP],
      ['phone-light', 'light', PHONE],
      ['phone-dark', 'dark', PHONE],
    ] as const) {
      const page = await browser.newPage({ colorScheme, viewport, reducedMotion: 'reduce' });
      await visit(page, viewer + hash);
      await page.waitForTimeout(DRAWING_MS);
      await page.screenshot({ path: join(TARGET, `${name}-${suffix}.png`) });
      await page.close();
    }
  }
  await browser.close();
}

function chat(content: string): object {
  return { messages: [{ role: 'user', content }], max_tokens: 48 };
}
