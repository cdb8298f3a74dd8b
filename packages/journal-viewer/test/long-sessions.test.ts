import { join } from 'node:path';
import type { Locator, Page, Route } from 'playwright-core';
import { makeTemporaryFolder } from 'test-kit/vitest';
import { expect, it } from 'vitest';
import { describeInBrowser } from './support/browser.js';
import { JournalFolder } from './support/journal-folder.js';
import { serveJournal } from './support/serve-journal.js';
import { settle } from './support/visit.js';
import { LONG_EVENT_LOG, writeEventLog } from './support/write-event-log.js';

const EVENTS = 60_000;
/** Through which a test goes a screen at a time; more than are held, so that some are dropped at either end. */
const WALKED = 32_000;
const MOST_HELD = 25_000;
/** So high that a turn of the wheel shows many events. */
const TALL = { width: 1280, height: 6_000 };
/** Fewer than are seen at once. */
const TURN_PX = 5_000;
/** Frames without a move after which a turn has moved nothing, because what comes next is loading, or is over. */
const [WAITED_FRAMES, STILL_FRAMES] = [30, 3];
/** Milliseconds for a way through all events, a screen at a time. */
const WALK_MS = 240_000;

/** In the page: notes which events were seen, frame by frame, and what was odd about them. */
const WATCH = `(() => {
  const list = document.querySelector('.session-events .virtual-list');
  const watch = (globalThis.watched = { seen: new Set(), odd: [], mostHeld: 0, from: 0, to: 0 });
  const look = () => {
    const frame = list.getBoundingClientRect();
    const rows = [...list.querySelectorAll('li')].filter((row) => {
      const { top, bottom } = row.getBoundingClientRect();
      return top >= frame.top && bottom <= frame.bottom;
    });
    const numbers = rows.map((row) => Number(/n=(\\d+)/.exec(row.textContent)?.[1])).filter((n) => n > 0);
    watch.mostHeld = Math.max(watch.mostHeld, Number(list.querySelector('li').ariaSetSize));
    for (const number of numbers) watch.seen.add(number);
    const [from, to] = [numbers[0], numbers.at(-1)];
    if (to - from !== numbers.length - 1) watch.odd.push('missing or doubled in ' + from + ' to ' + to);
    if (watch.to > 0 && (from > watch.to + 1 || to < watch.from - 1)) watch.odd.push('from ' + watch.to + ' to ' + from);
    [watch.from, watch.to] = [from, to];
    requestAnimationFrame(look);
  };
  look();
})()`;

interface Watched {
  seen: number;
  odd: string[];
  mostHeld: number;
  from: number;
  to: number;
}

/** Scrolls, and waits until the list is still again: two turns in one frame would pass by events. */
async function turn(page: Page, scroll: () => Promise<void>): Promise<void> {
  const from = await page.evaluate<number>('watched.from');
  await scroll();
  await page.evaluate(`new Promise((done) => {
    let [last, still] = [watched.from, 0];
    const look = () => {
      still = watched.from === last ? still + 1 : 0;
      last = watched.from;
      if (still >= (last === ${from} ? ${WAITED_FRAMES} : ${STILL_FRAMES})) done();
      else requestAnimationFrame(look);
    };
    look();
  })`);
}

/** All that have a number of their own: the first and the last one have not. */
async function expectAllSeen(page: Page): Promise<void> {
  const read = () => page.evaluate<Watched>('({ ...watched, seen: watched.seen.size })');
  await expect.poll(read).toMatchObject({ seen: WALKED - 2, odd: [] });
  expect((await read()).mostHeld).toBeLessThanOrEqual(MOST_HELD);
}

/** The text of each row that is there and how high it stands, as far as the reader sees it. */
function placesOf(list: Locator): Promise<string[]> {
  return list.evaluate((element) => {
    const frame = element.getBoundingClientRect();
    return [...element.querySelectorAll('li')].flatMap((row) => {
      const { top, bottom } = row.getBoundingClientRect();
      return top >= frame.top && bottom <= frame.bottom ? [`${Math.round(top)} ${row.textContent}`] : [];
    });
  });
}

describeInBrowser('a session of many events', (pages) => {
  async function open(
    query = '',
    { events = EVENTS, viewport = { width: 1280, height: 800 } } = {},
  ): Promise<[Page, Locator]> {
    const folder = new JournalFolder(makeTemporaryFolder());
    writeEventLog(join(folder.sessionLogsDir, LONG_EVENT_LOG), events);
    const viewer = await serveJournal(folder);
    const page = await pages.open(`${viewer}#/sessions/${LONG_EVENT_LOG}${query}`, { viewport });
    await settle(page);
    const list = page.getByRole('region', { name: /^Events,/ });
    await list.hover();
    return [page, list];
  }

  it('shows every event once, from the first to the last by wheel', { timeout: WALK_MS }, async () => {
    const [page, list] = await open('', { events: WALKED, viewport: TALL });
    await page.evaluate(WATCH);
    const last = list.getByText('journal_session_end');
    while ((await last.count()) === 0) {
      await turn(page, () => page.mouse.wheel(0, TURN_PX));
    }
    await list.press('End');
    await expectAllSeen(page);
  });

  it('shows every event once, from the last to the first by key', { timeout: WALK_MS }, async () => {
    const [page, list] = await open(`?seq=${WALKED}`, { events: WALKED, viewport: TALL });
    await page.evaluate(WATCH);
    await list.press('End');
    const first = list.getByText('journal_session_start');
    while ((await first.count()) === 0) {
      await turn(page, () => page.keyboard.press('PageUp'));
    }
    await page.keyboard.press('Home');
    await expectAllSeen(page);
  });

  it('goes to the last event and back to the first by key, an open event with it', async () => {
    const [page, list] = await open();
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    const event = page.getByRole('region', { name: 'The event' });
    await event.getByText('"n": 2,').waitFor();
    const last = list.getByText('journal_session_end');
    while ((await last.count()) === 0) await page.keyboard.press('G');
    expect(await event.getByText('"n": 2,').count()).toBe(1);
    await page.keyboard.press('E');
    await page.keyboard.press('Enter');
    await event.getByText('"n": 59000,').waitFor();
    await page.keyboard.press('g');
    await list.getByText('journal_session_start').waitFor();
    await page.getByText('1 to 20,000 are loaded').waitFor();
    expect(await event.getByText('"n": 59000,').count()).toBe(1);
  });

  it('moves nothing that is seen when events are put before it and dropped', async () => {
    const [page, list] = await open('?seq=30000');
    await page.getByText('25,001 to 45,000 are loaded').waitFor();
    const held = holdRequests(page);
    await page.route('**/events?*', held.hold);
    await list.evaluate((element) => element.scrollTo(0, 1_000));
    await held.asked;
    // Asked once, however much is scrolled meanwhile.
    for (let turn = 0; turn < 5; turn += 1) await page.mouse.wheel(0, 40);
    await expect.poll(() => list.evaluate(({ scrollTop }) => scrollTop)).toBe(1_200);
    const before = await placesOf(list);
    expect(held.count()).toBe(1);
    held.release();
    await page.getByText('20,001 to 40,000 are loaded').waitFor();
    expect(await placesOf(list)).toEqual(before);
  });

  it('tells of a part that cannot be loaded, keeps the rest, and goes on when asked', async () => {
    const [page, list] = await open();
    await page.route('**/events?*', (route) => route.fulfill({ status: 500, json: { detail: 'no disk' } }));
    await page.keyboard.press('G');
    await page.getByText('no disk').waitFor();
    expect(await list.getByText('n=20000').count()).toBe(1);
    await page.unroute('**/events?*');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByText('5,001 to 25,000 are loaded').waitFor();
    expect((await placesOf(list)).join()).toContain('n=20000 ');
    await page.getByRole('button', { name: 'First events' }).click();
    await page.getByText('1 to 20,000 are loaded').waitFor();
    await list.getByText('journal_session_start').waitFor();
  });

  it('goes through filtered events in parts', async () => {
    const [page, list] = await open('?type=request_completed');
    await page.getByText('2 to 20,021 are loaded').waitFor();
    await page.keyboard.press('G');
    await page.getByText('5,007 to 25,026 are loaded').waitFor();
    await page.keyboard.press('g');
    await page.getByText('2 to 20,021 are loaded').waitFor();
    expect(await list.locator('li').first().textContent()).toContain('n=2');
  });
});

/** Lets requests wait until they are released. */
function holdRequests(page: Page) {
  let count = 0;
  let release = (): void => undefined;
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const asked = page.waitForRequest('**/events?*');
  const hold = async (route: Route): Promise<void> => {
    count += 1;
    await released;
    await route.continue();
  };
  return { asked, hold, release: () => release(), count: () => count };
}
