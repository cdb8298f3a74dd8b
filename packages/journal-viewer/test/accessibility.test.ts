import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { makeTemporaryFolder } from 'test-kit/vitest';
import { expect, it, onTestFinished } from 'vitest';
import { describeInBrowser } from './support/browser.js';
import { JournalFolder } from './support/journal-folder.js';
import { buildSampleSessions, SAMPLE_UPDATES } from './support/sample-sessions.js';
import { serveJournal } from './support/serve-journal.js';
import { visit } from './support/visit.js';

/** A number that two logs bear, for the page of findings. */
const TWICE = '---\nid: "007"\ndate: 2026-02-24\ntime: "10:00:00"\n---\n\n# A change\n';

interface Place {
  /** Behind the `#` of the address. */
  place: string;
  /** A key to press there. */
  key?: string;
  /** What is seen when all of it is there. */
  shows: string;
}

/** Every page, with things of every kind on it. */
async function serveEverything(): Promise<{ viewer: string; places: Place[] }> {
  const folder = new JournalFolder(makeTemporaryFolder());
  const written = [];
  for (const sample of buildSampleSessions(Date.parse('2026-11-28T00:00:00Z'), 3)) {
    written.push(await folder.writeSession(sample));
  }
  const [update = ''] = await folder.writeUpdates(SAMPLE_UPDATES);
  folder.put('updates/007_2026-02-24_ours.md', TWICE);
  folder.put('updates/007_2026-02-24_theirs.md', TWICE);
  const journal = folder.journal();
  await journal.start({ model: 'opta-lmx/0.1.0' });
  onTestFinished(async () => void (await journal.finalize()));
  journal.record({ type: 'model_load_failed', data: { model_id: 'a/b', error: 'out of memory' } });
  return {
    viewer: await serveJournal(folder, { source: journal }),
    places: listPlaces(written[1]?.log ?? '', update),
  };
}

function listPlaces(session: string, update: string): Place[] {
  return [
    { place: '/', shows: 'Failures' },
    { place: '/', key: '?', shows: 'Show the keys' },
    { place: '/sessions', key: 'j', shows: 'opta-lmx/0.1.0' },
    { place: `/sessions/${session}`, shows: 'Models over time' },
    { place: `/sessions/${session}?seq=3`, shows: 'Copy as JSON' },
    { place: '/sessions/current', shows: 'as it would be written now' },
    { place: '/sessions/2026-01-01-0000-studio-nothing.md', shows: 'cannot be shown' },
    { place: '/updates', key: 'j', shows: SAMPLE_UPDATES[1].title },
    { place: `/updates/${update}`, shows: SAMPLE_UPDATES[0].summary },
    { place: '/updates/7', shows: '007_2026-02-24_theirs.md' },
    { place: '/updates/nothing.md', shows: 'nothing.md' },
    { place: '/live', key: 'j', shows: 'model_load_failed' },
    { place: '/search?q=model*', key: 'j', shows: 'hits' },
    { place: '/search?q="', shows: 'quote' },
    { place: '/upkeep', shows: 'is borne by 2 logs' },
    { place: '/notes', shows: 'characters left' },
    { place: '/nowhere', shows: 'There is no such page' },
  ];
}

async function expectNoFault(page: Page, place: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    const axe = new AxeBuilder({ page });
    // The rest does not depend on colours.
    if (colorScheme === 'dark') axe.withRules(['color-contrast']);
    const { violations } = await axe.analyze();
    const told = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
    expect(told, `${place}, ${colorScheme}`).toEqual([]);
  }
}

describeInBrowser('every page', (pages) => {
  it('has nothing that axe finds fault with, in light and dark', async () => {
    const { viewer, places } = await serveEverything();
    const page = await pages.open(viewer);
    for (const { place, key, shows } of places) {
      await visit(page, `${viewer}#${place}`);
      if (key !== undefined) await page.keyboard.press(key);
      await page.getByText(shows).first().waitFor();
      await expectNoFault(page, place);
      await page.keyboard.press('Escape');
    }
  });
});
