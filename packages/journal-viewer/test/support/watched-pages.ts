import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { expect, onTestFinished } from 'vitest';

/** What a viewer must never cause, whatever the logs say. */
interface Offences {
  /** Requests to another host. */
  requests: string[];
  dialogs: string[];
  /** What the Content-Security-Policy had to stop. */
  violations: string[];
  /** Errors that nobody caught. */
  errors: string[];
}

const NONE: Offences = { requests: [], dialogs: [], violations: [], errors: [] };

/** Opens pages of which each test proves that they stayed with their server and ran nothing of anybody else. */
export class WatchedPages {
  readonly #browser: () => Browser;

  constructor(browser: () => Browser) {
    this.#browser = browser;
  }

  /**
   * A page in a profile of its own.
   *
   * @param address - of the viewer, `http://127.0.0.1:…/admin/journal/#/…`
   */
  async open(address: string, options: BrowserContextOptions = {}): Promise<Page> {
    const context = await this.#browser().newContext({
      viewport: { width: 1280, height: 800 },
      reducedMotion: 'reduce',
      timezoneId: 'Europe/Zurich',
      ...options,
    });
    context.setDefaultTimeout(15_000);
    const page = await context.newPage();
    const offences = watch(page, new URL(address).origin);
    onTestFinished(async () => {
      await context.close();
      expect(offences).toEqual(NONE);
    });
    await page.goto(address);
    return page;
  }
}

/** Notes what a page does that it must not; the answer grows as it happens. */
export function watch(page: Page, origin: string): Offences {
  const offences: Offences = { requests: [], dialogs: [], violations: [], errors: [] };
  page.on('request', (request) => {
    if (new URL(request.url()).origin !== origin) offences.requests.push(request.url());
  });
  page.on('dialog', (dialog) => {
    offences.dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  page.on('console', (message) => {
    if (/Content.Security.Policy|Trusted ?Type/i.test(message.text()))
      offences.violations.push(message.text());
  });
  page.on('pageerror', (error) => void offences.errors.push(error.message));
  return offences;
}
