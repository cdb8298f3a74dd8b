import { makeTemporaryFolder } from 'test-kit/vitest';
import { expect, it, onTestFinished } from 'vitest';
import { describeInBrowser } from './support/browser.js';
import { JournalFolder } from './support/journal-folder.js';
import { launchBrowser } from './support/launch-browser.js';
import { serveJournal } from './support/serve-journal.js';
import { watch } from './support/watched-pages.js';

describeInBrowser('the watch over pages', () => {
  it.each([
    ['dialogs', "alert('a dialog')", 'a dialog'],
    ['errors', "setTimeout(() => { throw new Error('an error'); })", 'an error'],
    ['errors', "document.body.innerHTML = '<b>x</b>'", 'TrustedHTML'],
    [
      'violations',
      "document.body.append(Object.assign(new Image(), { src: 'https://elsewhere.example/' }))",
      'img-src',
    ],
    ['requests', "location.href = 'https://elsewhere.example/'", 'https://elsewhere.example/'],
  ] as const)('notes %s: %s', async (kind, script, expected) => {
    const browser = await launchBrowser();
    onTestFinished(() => browser.close());
    const page = await browser.newPage();
    const viewer = await serveJournal(new JournalFolder(makeTemporaryFolder()));
    const offences = watch(page, new URL(viewer).origin);
    await page.goto(viewer);
    await page.evaluate(`setTimeout(() => { ${script}; })`);
    await expect.poll(() => offences[kind].join()).toContain(expected);
  });
});
