import { createSeededRandom } from 'test-kit';
import { expect, it } from 'vitest';
import type { JournalSearch, SearchHit, SearchOptions } from '../src/index.js';
import type { ModelStore } from './log-model.js';
import { naiveSearch, textOfParts } from './naive-search.js';
import { makeFolders, openTestSearch } from './open-test-search.js';
import { RandomStore } from './random-store.js';

const QUERIES = 1_000;
const SEED = Number(process.env.SEARCH_SEED ?? 20_261_128);

const nameOf = ({ kind, fileName, at }: SearchHit): string =>
  kind === 'event' ? `${fileName}@${at}` : fileName;

async function everyHit(search: JournalSearch, query: string, options: SearchOptions): Promise<string[]> {
  const names: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await search.search(query, cursor === undefined ? options : { ...options, cursor });
    expect(page.notes.filter((note) => /damaged|cannot/.test(note))).toEqual([]);
    names.push(...page.hits.map(nameOf));
    cursor = page.next;
  } while (cursor !== undefined);
  return names;
}

it(`finds for ${QUERIES} queries in a changing store what reading everything finds, with and without an index`, async () => {
  const folders = makeFolders();
  const random = new RandomStore(createSeededRandom(SEED));
  const store: ModelStore = { ...folders, logs: [], eventLogs: [] };
  const searches = [openTestSearch(folders), openTestSearch(folders, { index: false })];
  let hits = 0;
  let byIndex = 0;
  for (let round = 0; round < QUERIES; round += 1) {
    for (let changes = random.below(4); changes > 0; changes -= 1) random.change(store);
    const parts = random.query(store);
    const query = textOfParts(parts);
    const expected = naiveSearch(store, parts);
    // Mostly few pages, sometimes one for each hit.
    const limit = 1 + random.below(expected.length < 30 && random.below(4) === 0 ? 4 : 100);
    hits += expected.length;
    const about = `seed ${SEED}, query ${round}: ${query}`;
    const found = await Promise.all(searches.map((search) => everyHit(search, query, { limit })));
    for (const one of found) expect(one, about).toEqual(expected);
    if (round % 10 === 0) {
      // A generation that comes between two pages by rank changes the ranks.
      await Promise.all(searches.map((search) => search.refresh()));
      for (const search of searches) {
        const ranked = await everyHit(search, query, { limit, order: 'rank' });
        expect(ranked.sort(), `${about}, by rank`).toEqual([...expected].sort());
      }
    }
    if (searches[0]?.status().mode === 'index') byIndex += 1;
  }
  expect(hits).toBeGreaterThan(QUERIES);
  expect(byIndex).toBeGreaterThan(QUERIES / 2);
}, 600_000);
