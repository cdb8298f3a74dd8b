import type { Page } from 'playwright-core';
import { makeTemporaryFolder } from 'test-kit/vitest';
import { expect, it } from 'vitest';
import { describeInBrowser } from './support/browser.js';
import { JournalFolder, type SampleSession } from './support/journal-folder.js';
import { serveJournal } from './support/serve-journal.js';
import { settle, visit } from './support/visit.js';

const MORNING: SampleSession = {
  startedAt: '2026-02-24T08:00:00Z',
  summary: 'morning',
  events: [
    { after: 1, type: 'model_loaded', data: { model_id: 'a/small', memory_gb: 1.5 } },
    { after: 2, type: 'request_completed', data: { model_id: 'a/small', prompt_tokens: 3 } },
    { after: 3, type: 'model_load_failed', data: { model_id: 'a/large', error: 'out of nutmeg' } },
    { after: 9, type: 'model_unloaded', data: { model_id: 'a/small' } },
  ],
};
const EVENING: SampleSession = { startedAt: '2026-02-24T19:00:00Z', summary: 'evening', device: 'laptop' };

interface Walk {
  page: Page;
  viewer: string;
  /** Names of the two session logs. */
  morning: string;
  evening: string;
  updates: string[];
}

const placeOf = (page: Page): string => decodeURIComponent(new URL(page.url()).hash);

describeInBrowser('a walk through the journal', (pages) => {
  async function begin(place: string): Promise<Walk> {
    const folder = new JournalFolder(makeTemporaryFolder());
    const { log: morning } = await folder.writeSession(MORNING);
    const { log: evening } = await folder.writeSession(EVENING);
    const updates = await folder.writeUpdates([
      { title: 'Load the small model', summary: 'It takes 1.5 GB.' },
      {
        title: 'Raise the threshold',
        summary: 'From 80 to 85 %.',
        steps: [
          { target: 'studio', component: 'lmx', step: 'restart', status: 'fail', message: 'port taken' },
        ],
      },
    ]);
    const viewer = await serveJournal(folder);
    const page = await pages.open(viewer + place);
    await settle(page);
    return { page, viewer, morning, evening, updates };
  }

  it('goes by pointer from the overview to a session and to the event that failed', async () => {
    const { page, morning } = await begin('');
    await page.locator(`main a[href*="${morning}"]`).last().click();
    await page.getByRole('heading', { level: 1 }).waitFor();
    const event = page.getByRole('button', { name: /model_load_failed/ });
    await event.click();
    await page.getByRole('region', { name: 'The event' }).getByText('"out of nutmeg"').waitFor();
    expect(placeOf(page)).toContain(morning);
    const address = page.url();
    await page.goto('about:blank');
    await page.goto(address);
    await page.getByRole('region', { name: 'The event' }).getByText('"out of nutmeg"').waitFor();
  });

  it('goes by keyboard from the list to the error of a session', async () => {
    const { page, morning } = await begin('#/sessions');
    await page.keyboard.press('G');
    await page.keyboard.press('Enter');
    await settle(page);
    expect(placeOf(page)).toBe(`#/sessions/${morning}`);
    await page.getByRole('list', { name: /Events/ }).waitFor();
    await page.keyboard.press('e');
    await page.keyboard.press('Enter');
    const event = page.getByRole('region', { name: 'The event' });
    await event.getByRole('heading', { name: 'model_load_failed' }).waitFor();
    expect(placeOf(page)).toMatch(/\?seq=\d+$/);
    await page.keyboard.press('Escape');
    await event.waitFor({ state: 'detached' });
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keys' }).getByText('Next event with a problem').waitFor();
  });

  it('keeps filters in the address, and goes back to the filtered list', async () => {
    const { page, viewer, morning, evening } = await begin('#/sessions');
    await page.getByLabel('Device').fill('laptop');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator(`main a[href*="${morning}"]`).count()).toBe(0);
    expect(placeOf(page)).toBe('#/sessions?device=laptop');
    await page.locator(`main a[href*="${evening}"]`).click();
    await settle(page);
    await page.goBack();
    await settle(page);
    expect(placeOf(page)).toBe('#/sessions?device=laptop');
    expect(await page.getByLabel('Device').inputValue()).toBe('laptop');
    expect(await page.locator(`main a[href*="${evening}"]`).count()).toBe(1);
    await visit(page, `${viewer}#/sessions?device=nobody`);
    await page.getByRole('heading', { name: 'No session is like that' }).waitFor();
  });

  it('opens an update log from their list', async () => {
    const { page, updates } = await begin('#/updates');
    await page.getByText('Load the small model').first().waitFor();
    const failed = await page.locator('.updates-row', { hasText: '1 step failed' }).allInnerTexts();
    expect(failed).toEqual([expect.stringContaining('Raise the threshold')]);
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.getByText('From 80 to 85 %.').first().waitFor();
    expect(placeOf(page)).toBe(`#/updates/${updates[1]}`);
  });

  it('finds an event by its words, from any page, and opens it in its session', async () => {
    const { page } = await begin('#/upkeep');
    await page.keyboard.press('/');
    await page.keyboard.type('type:model_load_failed');
    await page.keyboard.press('Enter');
    await page.locator('main mark, main li a').first().waitFor();
    expect(placeOf(page)).toBe('#/search?q=type:model_load_failed');
    await page.locator('main li a').first().click();
    await page.getByRole('region', { name: 'The event' }).getByText('"out of nutmeg"').waitFor();
    expect(placeOf(page)).toMatch(/^#\/sessions\/2026-02-24-/);
  });
});
