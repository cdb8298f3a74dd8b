import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { makeAsk } from '../../test/log-folder.js';
import { MAX_PARSED_BYTES, MAX_WAITING_RENDERS, WORKER_IDLE_MS } from '../constants.js';
import * as files from '../log-worker-file.js';
import { LogRenderer } from './log-renderer.js';
import type { RenderTask } from './render-log.js';

vi.mock(import('../log-worker-file.js'), { spy: true });

afterEach(() => {
  vi.useRealTimers();
  vi.mocked(files.logWorkerFile).mockReset();
});

const TASK: RenderTask = {
  text: '## Summary\n- Fine.\n',
  kind: 'session',
  fileName: 'x.md',
  type: 'text/html',
};
const RENDERED = { ok: true, body: expect.stringContaining('<li>Fine.</li>') };

/** Parsing it takes about as long as it may. */
const HEAVY = '- - a\n'.repeat(MAX_PARSED_BYTES / 6);

/** A worker that does something with each task. */
function workerThat(does: string): ReturnType<typeof files.logWorkerFile> {
  const program = `const { parentPort: port } = require('node:worker_threads');
    port.on('message', (task) => { ${does} });
    port.postMessage('ready');`;
  return { program, options: { eval: true } };
}

const ANSWERING = workerThat(`port.postMessage({ ok: true, body: task.text, headers: {} })`);
const SILENT = workerThat('');
const BUSY = workerThat('for (;;);');

/** Before it is ready, which may take longer than a log. */
const EXHAUSTED = {
  program: 'for (let list; ; ) list = [list, Array(100).fill(0.5)];',
  options: { eval: true },
};

function makeRenderer(): {
  renderer: LogRenderer;
  render(text?: string, signal?: AbortSignal): Promise<object>;
} {
  const renderer = new LogRenderer();
  onTestFinished(() => renderer.close());
  const render = (text = TASK.text, signal = new AbortController().signal) =>
    renderer.render({ ...TASK, text }, signal);
  return { renderer, render };
}

describe('while a log is rendered', () => {
  it.each([
    ['which takes long', '- *a* **b** `c`\n'.repeat(1_000)],
    ['which is as bad as one can be', HEAVY],
  ])('%s, the host goes on', async (_, text) => {
    let log = '';
    const ask = makeAsk({ preview: () => ({ text: log }) });
    const askForPage = () => ask('/admin/logs/sessions/current', { headers: { accept: 'text/html' } });
    await askForPage();
    log = text;
    let turns = 0;
    const timer = setInterval(() => {
      turns += 1;
    }, 5);
    const startedAt = performance.now();
    const { status } = await askForPage();
    const tookMs = performance.now() - startedAt;
    clearInterval(timer);
    // A slow machine may need more time for the first one than there is.
    expect([200, 406]).toContain(status);
    expect(tookMs).toBeGreaterThan(100);
    // In the thread of the host there would be one turn before, and one after.
    expect(turns).toBeGreaterThan(Math.max(5, tookMs / 50));
  });
});

describe('a worker', () => {
  it('that takes too long is ended, and who waits is answered by another one', async () => {
    const { render } = makeRenderer();
    vi.mocked(files.logWorkerFile).mockReturnValueOnce(BUSY);
    expect(await Promise.all([render(), render(), render()])).toEqual([
      {
        ok: false,
        status: 406,
        reason: 'The worker that renders logs failed: this log takes longer than 1000 ms.',
      },
      expect.objectContaining(RENDERED),
      expect.objectContaining(RENDERED),
    ]);
    expect(files.logWorkerFile).toHaveBeenCalledTimes(2);
  });

  it.each([
    ['ends', workerThat('process.exit(7)'), /it ended with code 7/],
    ['fails', workerThat(`throw new Error('no such luck')`), /no such luck/],
    ['has no memory left', EXHAUSTED, /memory/],
    ['is not there', { program: new URL('./not-there.js', import.meta.url), options: {} }, /not-there\.js/],
    ['may not be started', { program: 'not/a/path', options: {} }, /not\/a\/path/],
  ])('that %s costs one answer, which says so', async (_, file, reason) => {
    const { render } = makeRenderer();
    vi.mocked(files.logWorkerFile).mockReturnValueOnce(file);
    expect(await Promise.all([render(), render()])).toEqual([
      { ok: false, status: 406, reason: expect.stringMatching(reason) },
      expect.objectContaining(RENDERED),
    ]);
  });

  it('renders many logs, and is ended when there are none for a while', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    vi.mocked(files.logWorkerFile).mockReturnValue(ANSWERING);
    const { render } = makeRenderer();
    await Promise.all([render(), render()]);
    for (let times = 0; times < 2; times += 1) {
      vi.advanceTimersByTime(WORKER_IDLE_MS - 1);
      await render();
    }
    expect(files.logWorkerFile).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(WORKER_IDLE_MS);
    await render();
    expect(files.logWorkerFile).toHaveBeenCalledTimes(2);
  });

  it('keeps no process alive', () => {
    const entry = join(import.meta.dirname, '../index.ts');
    const program = `import { createJournalApi } from '${entry}';
      const api = createJournalApi({ preview: () => ({ text: '# A log' }) });
      const headers = { accept: 'application/json' };
      const request = new Request('http://localhost/admin/logs/sessions/current', { headers });
      console.log(await (await api.fetch(request, { remoteAddress: '127.0.0.1' })).text());`;
    const args = ['--conditions=@opta/source', '--import', import.meta.resolve('tsx'), '--input-type=module'];
    const timeout = WORKER_IDLE_MS / 2;
    const printed = execFileSync(process.execPath, [...args, '-e', program], { encoding: 'utf8', timeout });
    expect(printed).toBe('{"title":"A log"}\n');
  });
});

describe('the line of requests', () => {
  it('is of bounded length, and who goes away leaves it', async () => {
    vi.mocked(files.logWorkerFile).mockReturnValue(SILENT);
    const { renderer, render } = makeRenderer();
    const client = new AbortController();
    const inTurn = render();
    const first = render(TASK.text, client.signal);
    const waiting = Array.from({ length: MAX_WAITING_RENDERS - 1 }, () => render());
    expect(await render()).toEqual({
      ok: false,
      status: 503,
      reason: expect.stringContaining('16 requests wait'),
    });
    client.abort();
    expect(await first).toMatchObject({ status: 503, reason: expect.stringContaining('gone') });
    expect(await render(TASK.text, client.signal)).toMatchObject({ reason: expect.stringContaining('gone') });
    waiting.push(render());
    renderer.close();
    for (const answer of [inTurn, ...waiting, render()]) {
      expect(await answer).toMatchObject({
        status: 503,
        reason: expect.stringContaining('their server ends'),
      });
    }
    expect(files.logWorkerFile).toHaveBeenCalledTimes(1);
  });

  it('that is full is answered with when to come again', async () => {
    vi.mocked(files.logWorkerFile).mockReturnValue(SILENT);
    const ask = makeAsk({ preview: () => ({ text: TASK.text }) });
    const askForPage = () => ask('/admin/logs/sessions/current', { headers: { accept: 'text/html' } });
    const answers = Array.from({ length: MAX_WAITING_RENDERS + 2 }, askForPage);
    const refusal = await Promise.race(answers);
    expect([refusal.status, refusal.headers.get('retry-after'), await refusal.json()]).toEqual([
      503,
      '5',
      { detail: expect.stringContaining('come back later') },
    ]);
  });
});
