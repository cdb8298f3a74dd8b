import { makeTemporaryFolder } from 'test-kit/vitest';
import { expect, it } from 'vitest';
import { describeInBrowser } from './support/browser.js';
import { JournalFolder } from './support/journal-folder.js';
import { serveJournal } from './support/serve-journal.js';

const ADMIN_KEY = 'a long random text';

describeInBrowser('signing in', (pages) => {
  it('asks for the key and keeps it where nobody else finds it', async () => {
    const folder = new JournalFolder(makeTemporaryFolder());
    const { log } = await folder.writeSession({ startedAt: '2026-02-24T13:56:00Z' });
    const page = await pages.open(`${await serveJournal(folder, { adminKey: ADMIN_KEY })}#/sessions`);
    const asked: string[] = [];
    page.on('request', (request) => void asked.push(request.url()));
    const dialog = page.getByRole('dialog', { name: 'Sign in' });

    await dialog.getByLabel('Admin key').fill('a wrong one');
    await dialog.getByRole('button', { name: 'Sign in' }).click();
    await dialog.waitFor();
    expect(await page.getByText(log).count()).toBe(0);

    await page.getByRole('dialog').getByLabel('Admin key').fill(ADMIN_KEY);
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await page.locator(`main a[href*="${log}"]`).first().waitFor();

    const kept = await page.evaluate(
      'JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, location.href, history.state])',
    );
    for (const text of [kept, ...asked]) expect(decodeURIComponent(String(text))).not.toContain(ADMIN_KEY);
    await page.reload();
    await page.getByRole('dialog', { name: 'Sign in' }).waitFor();
  });
});
