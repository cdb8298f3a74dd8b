import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { makeTemporaryFolder } from 'test-kit/vitest';
import { expect, it } from 'vitest';
import { describeInBrowser } from './support/browser.js';
import { JournalFolder } from './support/journal-folder.js';
import { serveJournal } from './support/serve-journal.js';

const update = (time: string): string =>
  `---\nid: "007"\ndate: 2026-02-24\ntime: "${time}"\n---\n\n# A change\n`;

describeInBrowser('the upkeep of the logs', (pages) => {
  it('shows what is wrong, and mends it only when that was confirmed', async () => {
    const folder = new JournalFolder(makeTemporaryFolder());
    folder.put('updates/007_2026-02-24_ours.md', update('10:00:00'));
    folder.put('updates/007_2026-02-24_theirs.md', update('10:00:33'));
    const page = await pages.open(`${await serveJournal(folder)}#/upkeep`);
    const mended = join(folder.updateLogsDir, '008_2026-02-24_theirs.md');
    await page.getByText('Number 007 is borne by 2 logs').first().waitFor();

    await page.getByRole('button', { name: /^Repair/ }).click();
    const dialog = page.getByRole('dialog');
    // Open, and with the keyboard in it: before that, the key goes to the page.
    await page.locator('dialog[open]:focus-within').waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    expect(existsSync(mended)).toBe(false);

    await page.getByRole('button', { name: /^Repair/ }).click();
    await dialog.getByRole('button', { name: /^Repair/ }).click();
    await page.getByRole('heading', { name: 'The repair has ended' }).waitFor();
    expect(existsSync(mended)).toBe(true);
    await expect.poll(() => page.getByText('Number 007 is borne by 2 logs').count()).toBe(0);
  });

  it('shows what retention would archive, and archives it only when that was confirmed', async () => {
    const folder = new JournalFolder(makeTemporaryFolder());
    const { log } = await folder.writeSession({ startedAt: '2026-02-24T08:00:00Z' });
    await folder.writeSession({ startedAt: '2026-02-25T08:00:00Z' });
    const page = await pages.open(`${await serveJournal(folder)}#/upkeep`);
    const archived = join(folder.sessionLogsDir, 'archive/2026-02', log);
    await page.locator(`main a[href*="${log}"]`).first().waitFor();
    expect(existsSync(archived)).toBe(false);
    await page.getByRole('button', { name: /^Archive/ }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /[Aa]rchive/ })
      .click();
    await expect.poll(() => existsSync(archived)).toBe(true);
    await page.getByText('✓ archived').first().waitFor();
    await page.locator(`main a[href*="${log}"]`).first().click();
    await page.getByText('Archive', { exact: true }).waitFor();
  });
});
