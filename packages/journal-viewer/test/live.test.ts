import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { makeTemporaryFolder } from 'test-kit/vitest';
import { expect, it, onTestFinished } from 'vitest';
import { describeInBrowser } from './support/browser.js';
import { DemoProcess } from './support/demo-process.js';
import { settle } from './support/visit.js';

async function startDemo(dataDir: string, port = 0): Promise<DemoProcess> {
  const demo = await DemoProcess.start(dataDir, { port });
  onTestFinished(() => demo.stop());
  return demo;
}

/** Has the server record events: a model is loaded. */
async function load(demo: DemoProcess, model: string): Promise<void> {
  const answer = await demo.post('/admin/models/load', { model_id: model });
  expect(answer.status).toBe(200);
}

/** The events of the list, the oldest first, as `model_loaded ngram-2-tiny`. */
async function listed(page: Page): Promise<string[]> {
  const rows = await page
    .getByRole('list', { name: /Events/ })
    .getByRole('listitem')
    .allInnerTexts();
  return rows
    .reverse()
    .map((row) => /(model_\w+)\s+model_id=opta-demo\/(\S+)/.exec(row)?.slice(1).join(' ') ?? row);
}

describeInBrowser('a server that runs', (pages) => {
  it('shows events as they come, holds still when asked, and misses none over a restart', async () => {
    const folder = makeTemporaryFolder();
    const demo = await startDemo(folder);
    const page = await pages.open(`${demo.viewer}#/live?type=model_loaded,model_unloaded`);
    const status = page.getByRole('status').filter({ hasText: /live|paused|reconnecting/ });
    await status.getByText('live').waitFor();
    await load(demo, 'opta-demo/ngram-3-small');
    await expect
      .poll(() => listed(page))
      .toEqual(['model_loaded ngram-2-tiny', 'model_loaded ngram-3-small']);

    await page.getByRole('button', { name: 'Pause' }).click();
    await demo.post('/admin/models/unload', { model_id: 'opta-demo/ngram-3-small' });
    await page.getByRole('button', { name: '1 new' }).waitFor();
    expect(await listed(page)).toHaveLength(2);
    await page.keyboard.press(' ');
    await expect.poll(() => listed(page)).toHaveLength(3);

    await demo.stop();
    await status.getByText('reconnecting').waitFor();
    // The page finds the server again only when that has recorded things already.
    await page.context().setOffline(true);
    const again = await startDemo(folder, Number(new URL(demo.url).port));
    await load(again, 'opta-demo/ngram-3-small');
    await page.context().setOffline(false);
    await status.getByText('live').waitFor({ timeout: 30_000 });
    await expect
      .poll(() => listed(page))
      .toEqual([
        'model_loaded ngram-2-tiny',
        'model_loaded ngram-3-small',
        'model_unloaded ngram-3-small',
        'model_unloaded ngram-2-tiny',
        'model_loaded ngram-2-tiny',
        'model_loaded ngram-3-small',
      ]);
  });

  it('takes a note for the running session', async () => {
    const demo = await startDemo(join(makeTemporaryFolder(), 'data'));
    const page = await pages.open(`${demo.viewer}#/notes`);
    await settle(page);
    await page.getByLabel('Decision').first().check();
    const hint = await page.locator('#note-hint').textContent();
    await page.locator('textarea').fill('Keep the tiny model in memory.');
    // Taken, when fewer characters are left.
    await expect.poll(() => page.locator('#note-hint').textContent()).not.toBe(hint);
    await page.keyboard.press('Control+Enter');
    await page.getByRole('link', { name: 'See it in the running session' }).click();
    await settle(page);
    await page.getByText('Keep the tiny model in memory.').first().waitFor();
  });
});
