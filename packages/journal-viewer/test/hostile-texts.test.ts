import type { Page } from 'playwright-core';
import { makeTemporaryFolder } from 'test-kit/vitest';
import { expect, it, onTestFinished } from 'vitest';
import { describeInBrowser } from './support/browser.js';
import { HOSTILE_TEXTS } from './support/hostile-texts.js';
import { JournalFolder } from './support/journal-folder.js';
import { serveJournal } from './support/serve-journal.js';
import { settle, visit } from './support/visit.js';

const TEXTS = Object.values(HOSTILE_TEXTS);
/** So high that lists show all of them. */
const TALL = { width: 1280, height: 6_000 };
const STARTED = Date.parse('2026-02-24T00:00:00Z');

/** Ends a test at the first text that has run, in whatever frame. */
async function setCanary(page: Page): Promise<() => Promise<void>> {
  await page.addInitScript('globalThis.canary = () => { globalThis.canarySang = true; }');
  await page.reload();
  return async () => expect(await page.evaluate('globalThis.canarySang === undefined')).toBe(true);
}

/** A log in which a text stands wherever a program or a person could put it. */
function logWith(text: string, head: Record<string, string>): string {
  const fields = { ...head, author: text, device: text, user: text, model: text, category: text };
  const frontmatter = Object.entries(fields).map(([key, value]) => `${key}: ${JSON.stringify(value)}`);
  const line = text.replaceAll('\n', ' ');
  return [
    `---\n${frontmatter.join('\n')}\n---`,
    `# ${line}`,
    '## Summary',
    `- hostile ${line}`,
    '## Command Inputs',
    `| name | value |\n| --- | --- |\n| ${line.replaceAll('|', '\\|')} | x |`,
    `## ${line}`,
    text,
    `[a link](<${line.replaceAll(/[<>]/g, '')}>) ![an image](<${line.replaceAll(/[<>]/g, '')}>) <${line}>`,
    `\`\`\`${line.replaceAll('`', '')}\n${text}\n\`\`\``,
    '',
  ].join('\n\n');
}

/** A log is shown by elements that load and run nothing, and its links tell the web nothing. */
async function expectHarmlessLog(page: Page): Promise<void> {
  const log = page.locator('.log-body');
  // Else it would be shown as it is written, which proves nothing.
  await log.getByRole('heading').first().waitFor();
  for (const selector of [
    ':is(script, style, link, meta, base, template, form, input, button, noscript)',
    ':is(img, picture, video, audio, svg, math, iframe, object, embed, canvas)',
    '[style], [onerror], [onload], [onfocus], [autofocus], [srcdoc]',
    'a:not([href^="http://"], [href^="https://"], [href^="#"])',
    'a[href^="http"]:not([rel~="noreferrer"])',
  ]) {
    expect(await log.locator(selector).count(), selector).toBe(0);
  }
}

function hhmm(index: number): string {
  return new Date(STARTED + index * 60_000).toISOString().slice(11, 16);
}

/** A folder with a session log, an event and an update log for each text. */
async function writeHostileFolder(): Promise<{ folder: JournalFolder; places: string[] }> {
  const folder = new JournalFolder(makeTemporaryFolder());
  const { log } = await folder.writeSession({
    startedAt: '2026-02-25T10:00:00Z',
    events: TEXTS.map((text, after) => ({
      after,
      type: 'model_load_failed',
      data: { model_id: text, error: text, [text]: `hostile ${text}` },
    })),
  });
  const places = [`#/sessions/${log}`];
  for (const [index, text] of TEXTS.entries()) {
    const session = `2026-02-24-${hhmm(index).replace(':', '')}-studio-hostile-${index}.md`;
    const update = `${100 + index}_2026-02-24_hostile-${index}.md`;
    const head = { date: '2026-02-24', time: hhmm(index) };
    folder.put(`12-Session-Logs/${session}`, logWith(text, head));
    folder.put(`updates/${update}`, logWith(text, { id: String(100 + index), ...head }));
    // The text of both kinds is shown by the same part; the lists show all of them.
    places.push(`#/sessions/${session}`, ...(index % 8 === 0 ? [`#/updates/${update}`] : []));
  }
  return { folder, places };
}

describeInBrowser('text that would do something as markup', (pages) => {
  it('does nothing in lists, logs, events, figures, hits and findings', async () => {
    const { folder, places } = await writeHostileFolder();
    const viewer = await serveJournal(folder);
    const page = await pages.open(viewer, { viewport: TALL });
    const expectSilence = await setCanary(page);
    for (const place of [
      '#/',
      '#/sessions',
      '#/updates',
      '#/search?q=hostile',
      '#/upkeep',
      '#/live',
      ...places,
    ]) {
      await visit(page, viewer + place);
      if (place.endsWith('.md')) await expectHarmlessLog(page);
      await expectSilence();
    }
  });

  it('does nothing in an address, nor in what is said of it', async () => {
    const folder = new JournalFolder(makeTemporaryFolder());
    const viewer = await serveJournal(folder);
    const page = await pages.open(viewer);
    const expectSilence = await setCanary(page);
    for (const text of TEXTS) {
      const part = encodeURIComponent(text);
      for (const place of [part, `sessions/${part}`, `search?q=${part}`]) {
        await page.goto(`${viewer}#/${place}`);
      }
      await settle(page);
      await expectSilence();
    }
  });

  it('does nothing in live events', async () => {
    const folder = new JournalFolder(makeTemporaryFolder());
    const journal = folder.journal();
    await journal.start({ model: TEXTS[0] ?? '' });
    onTestFinished(async () => void (await journal.finalize()));
    const viewer = await serveJournal(folder, { source: journal });
    const page = await pages.open(`${viewer}#/live`, { viewport: TALL });
    const expectSilence = await setCanary(page);
    await settle(page);
    for (const [name, text] of Object.entries(HOSTILE_TEXTS)) {
      journal.record({ type: 'request_failed', data: { model_id: text, error: `${name}: ${text}` } });
    }
    for (const name of Object.keys(HOSTILE_TEXTS)) await page.getByRole('button', { name }).first().click();
    await expectSilence();
  });
});
