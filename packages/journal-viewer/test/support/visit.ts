import type { Page } from 'playwright-core';

const TWO_FRAMES = 'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))';

/** Goes to a place of the viewer by its address, and waits until nothing on it is loading. */
export async function visit(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await settle(page);
}

/** Waits until what was asked for last is drawn and nothing on the page is loading. */
export async function settle(page: Page): Promise<void> {
  await page.evaluate(TWO_FRAMES);
  await page.getByRole('heading').first().waitFor();
  const loading = page.getByRole('status').filter({ hasText: /^Loading/ });
  await loading.first().waitFor({ state: 'detached' });
}
