/**
 * Measures how the two longest lists scroll; not a test. It writes 100,000 session logs and an event log of 1,000,000
 * events, serves them, turns a wheel over each list for 20 s, and prints what a reader would feel of it:
 *
 *     node --conditions=@opta/source --import tsx packages/journal-viewer/test/measure-scrolling.ts
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { sessionLogFileName } from '@opta/journal-format';
import type { Browser, CDPSession, Page } from 'playwright-core';
import { DemoProcess } from './support/demo-process.js';
import { launchBrowser } from './support/launch-browser.js';
import { LONG_EVENT_LOG, writeEventLog } from './support/write-event-log.js';

const SESSIONS = 100_000;
const EVENTS = 1_000_000;
const SCROLL_MS = 20_000;
/** Pixels of each turn, of which a browser takes about thirty a second: far more than a hand can do. */
const TURN_PX = 4_000;
const FIRST_START = Date.parse('2025-06-01T00:00:00Z');
/** Neither archives nor indexes what is only looked at. */
const CONFIG = 'journaling:\n  retention_mode: "off"\n';

interface Figures {
  list: string;
  longestMs: number;
  percentile99Ms: number;
  frames: number;
  over50Ms: number;
  /** Of the page's main thread, without what other processes took meanwhile. */
  longestTaskCpuMs: number;
  heapBeforeMb: number;
  heapAfterMb: number;
  /** What the page says of the list at the end, and the row that is seen there. */
  reached: string;
}

/** In the page: notes how long each frame was. */
const WATCH_FRAMES = `(() => {
  globalThis.frameTimes = [];
  let last;
  const note = (time) => {
    if (last !== undefined) frameTimes.push(time - last);
    last = time;
    globalThis.nextFrame = requestAnimationFrame(note);
  };
  globalThis.nextFrame = requestAnimationFrame(note);
})()`;
const TAKE_FRAMES = `(cancelAnimationFrame(nextFrame), frameTimes)`;

const folder = mkdtempSync(join(tmpdir(), 'opta-scrolling-'));
try {
  await measure(folder);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function measure(path: string): Promise<void> {
  writeFolder(path);
  const config = join(path, 'config.yaml');
  writeFileSync(config, CONFIG);
  const demo = await DemoProcess.start(path, { config });
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    page.setDefaultTimeout(120_000);
    const figures: Figures[] = [];
    for (const [list, place, turn] of [
      ['sessions', '#/sessions', TURN_PX],
      ['events, from the first', `#/sessions/${LONG_EVENT_LOG}`, TURN_PX],
      ['events, back from 900,000', `#/sessions/${LONG_EVENT_LOG}?seq=900000`, -TURN_PX],
    ] as const) {
      await page.goto('about:blank');
      await page.goto(demo.viewer + place);
      figures.push({ list, ...(await scroll(browser, page, turn)) });
    }
    const machine = `${cpus()[0]?.model ?? 'unknown'}, ${availableParallelism()} cores, load ${loadavg().map(round)}`;
    console.log(`${machine}, Chromium ${browser.version()}`);
    console.table(figures);
  } finally {
    await browser.close();
    await demo.stop();
  }
}

async function scroll(browser: Browser, page: Page, turnPx: number): Promise<Omit<Figures, 'list'>> {
  const list = page.getByRole('region', { name: /^(?:Sessions|Events),/ });
  await list.locator('li').first().waitFor();
  await list.hover();
  const devTools = await page.context().newCDPSession(page);
  const heapBeforeMb = await readHeap(devTools);
  await browser.startTracing(page, { categories: ['toplevel'] });
  await page.evaluate(WATCH_FRAMES);
  const end = performance.now() + SCROLL_MS;
  while (performance.now() < end) await page.mouse.wheel(0, turnPx);
  const frames = (await page.evaluate<number[]>(TAKE_FRAMES)).sort((one, other) => one - other);
  const longestTaskCpuMs = longestTask(await browser.stopTracing());
  const heapAfterMb = await readHeap(devTools);
  const rows = await list.locator('li').allInnerTexts();
  const hints = await page.locator('main .hint').allInnerTexts();
  return {
    longestMs: round(frames.at(-1) ?? 0),
    percentile99Ms: round(frames[Math.floor(frames.length * 0.99)] ?? 0),
    frames: frames.length,
    over50Ms: frames.filter((time) => time > 50).length,
    longestTaskCpuMs,
    heapBeforeMb,
    heapAfterMb,
    reached: `${hints.join('; ')} | ${rows[Math.floor(rows.length / 2)]?.replace(/\s+/g, ' ').slice(0, 60)}`,
  };
}

interface TraceEvent {
  name: string;
  pid: number;
  tid: number;
  /** Microseconds on the processor. */
  tdur?: number;
  args?: { name?: string };
}

/** Milliseconds of the processor. */
function longestTask(trace: Buffer): number {
  const { traceEvents } = JSON.parse(trace.toString()) as { traceEvents: TraceEvent[] };
  const threadOf = ({ pid, tid }: TraceEvent) => `${pid} ${tid}`;
  const mains = traceEvents.filter(
    ({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain',
  );
  const threads = new Set(mains.map(threadOf));
  const tasks = traceEvents.filter(
    (event) => event.name === 'ThreadControllerImpl::RunTask' && threads.has(threadOf(event)),
  );
  return round(Math.max(0, ...tasks.map(({ tdur = 0 }) => tdur)) / 1_000);
}

/** MB that are still in use when everything was collected that can be. */
async function readHeap(devTools: CDPSession): Promise<number> {
  await devTools.send('Performance.enable');
  await devTools.send('HeapProfiler.collectGarbage');
  const { metrics } = await devTools.send('Performance.getMetrics');
  return round((metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? 0) / 1e6);
}

function writeFolder(path: string): void {
  const sessions = join(path, '12-Session-Logs');
  mkdirSync(sessions);
  for (let index = 0; index < SESSIONS; index += 1) {
    const iso = new Date(FIRST_START + index * 60_000).toISOString();
    const [date, time] = [iso.slice(0, 10), iso.slice(11, 19)];
    writeSessionLog(sessions, { date, time, device: 'studio' });
  }
  writeEventLog(join(sessions, LONG_EVENT_LOG), EVENTS);
  // It is not to be recovered first.
  const head = { date: '2026-02-24', time: '08:00:00', device: 'long', event_log: LONG_EVENT_LOG };
  writeSessionLog(sessions, head);
}

function writeSessionLog(
  folder: string,
  head: { date: string; time: string; device: string; event_log?: string },
): void {
  const name = sessionLogFileName({ ...head, summary: 'runtime-session' });
  const fields = {
    ...head,
    time: `${head.time.slice(0, 5)} UTC`,
    user: 'ann',
    model: 'a/small',
    duration: '00:01:00',
  };
  const lines = Object.entries({ ...fields, status: 'clean' }).map(([key, value]) => `${key}: "${value}"`);
  writeFileSync(join(folder, name), `---\n${lines.join('\n')}\n---\n\n# Session\n`);
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
