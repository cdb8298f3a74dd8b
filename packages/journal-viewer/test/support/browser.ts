import type { Browser } from 'playwright-core';
import { missingRequirement } from 'test-kit';
import { afterAll, beforeAll, describe } from 'vitest';
import { launchBrowser } from './launch-browser.js';
import { WatchedPages } from './watched-pages.js';

/** In CI the tests run, and fail, where there is no browser. */
const missing =
  process.env.CI === 'true' || process.env.CHROMIUM !== undefined
    ? undefined
    : missingRequirement({ programs: { chromium: 'chromium' } });

/**
 * Tests that need a browser: skipped where there is none, with the command that brings one in their name.
 *
 * @param define - gets the pages that the tests open; each is looked after and closed with its test
 */
export function describeInBrowser(name: string, define: (pages: WatchedPages) => void): void {
  describe.skipIf(missing !== undefined)(missing === undefined ? name : `${name} (${missing})`, () => {
    let browser: Browser;
    beforeAll(async () => {
      browser = await launchBrowser();
    });
    afterAll(() => browser?.close());
    define(new WatchedPages(() => browser));
  });
}
