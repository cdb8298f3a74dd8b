import { describe, expect, it } from 'vitest';
import { makeAsk, SECRET } from '../../test/log-folder.js';
import type { JournalSearch, SearchHit } from '../journal-parts.js';

const HIT: SearchHit = {
  kind: 'event',
  fileName: '2026-02-24-135600-studio-events.jsonl',
  at: 1_772_000_000_000,
  title: 'model_loaded',
  snippet: 'a model was loaded',
  marks: [[2, 7]],
  target: '2026-02-24-135600-studio-events.jsonl#seq=2',
};

function makeSearch(given: unknown[] = [], hits: SearchHit[] = [HIT]): JournalSearch {
  return {
    async search(query, options) {
      given.push(query, options);
      return { hits, next: 'c/2', mode: 'index', notes: ['one log could not be read'] };
    },
    async statistics(query) {
      given.push(query);
      return { total: { uptimeMs: 5, byStatus: { OOMKilled: 1 } }, notes: [] };
    },
  };
}

const failing = (code: string): JournalSearch => {
  const fail = () => Promise.reject(Object.assign(new Error('what to do'), { code }));
  return { search: fail, statistics: fail };
};

describe('a search', () => {
  it('is handed on, and its page leads to the next', async () => {
    const given: unknown[] = [];
    const ask = makeAsk({}, { search: makeSearch(given) });
    const response = await ask('/admin/logs/search?q=a%20model&limit=5&order=rank&in=event,session');
    expect(given).toEqual(['a model', { limit: 5, order: 'rank', in: ['event', 'session'] }]);
    const { fileName, ...hit } = HIT;
    expect(await response.json()).toEqual({
      hits: [{ ...hit, filename: fileName }],
      next: 'c/2',
      mode: 'index',
      notes: ['one log could not be read'],
    });
    expect(response.headers.get('link')).toBe(
      '</admin/logs/search?q=a+model&limit=5&order=rank&in=event%2Csession&cursor=c%2F2>; rel="next"',
    );
  });

  it('gives no secrets, and no marks that would stand elsewhere by that', async () => {
    const secret = {
      ...HIT,
      snippet: `${SECRET} is what`,
      marks: [[40, 42]] as [number, number][],
    };
    const ask = makeAsk({}, { search: makeSearch([], [secret, HIT]) });
    const { hits } = (await (await ask('/admin/logs/search?q=x')).json()) as { hits: SearchHit[] };
    expect(hits.map(({ marks }) => marks)).toEqual([[], HIT.marks]);
    expect(hits[0]?.snippet).not.toContain(SECRET);
  });

  it.each([
    ['', 'q is missing'],
    ['?q=', 'q is ""'],
    [`?q=${'x'.repeat(1001)}`, 'at most 1000'],
    ['?q=x&limit=101', 'limit is "101"'],
    ['?q=x&order=best', 'order is "best"'],
    ['?q=x&in=logs', 'in is "logs"'],
    ['?q=x&page=2', 'There is no parameter "page"'],
  ])('%s is refused with what is wrong', async (query, detail) => {
    const response = await makeAsk({}, { search: makeSearch() })(`/admin/logs/search${query}`);
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({ detail: expect.stringContaining(detail) });
  });

  it('is refused where its query is longer than any', async () => {
    const ask = makeAsk({}, { search: makeSearch() });
    expect((await ask(`/admin/logs/search?q=x&cursor=${'x'.repeat(9000)}`)).status).toBe(414);
  });
});

describe('statistics', () => {
  it('are handed on; what is data in them stays as it is', async () => {
    const given: unknown[] = [];
    const ask = makeAsk({}, { search: makeSearch(given) });
    const response = await ask('/admin/logs/stats?since=2026-02-01&until=2026-02-28&device=studio&model=a/b');
    expect(given).toEqual([{ since: '2026-02-01', until: '2026-02-28', device: 'studio', model: 'a/b' }]);
    expect(await response.json()).toEqual({
      total: { uptime_ms: 5, by_status: { OOMKilled: 1 } },
      notes: [],
    });
  });
});

describe.each(['/admin/logs/search?q=x', '/admin/logs/stats'])('%s', (path) => {
  it.each([
    ['JOURNAL_SEARCH_QUERY_INVALID', 400],
    ['JOURNAL_SEARCH_CURSOR_INVALID', 400],
    ['JOURNAL_SEARCH_CLOSED', 503],
  ])('says %s with status %d', async (code, status) => {
    const response = await makeAsk({}, { search: failing(code) })(path);
    expect([response.status, await response.json()]).toEqual([status, { detail: 'what to do' }]);
  });

  it('names the package that it needs', async () => {
    const response = await makeAsk({})(path);
    expect([response.status, await response.json()]).toEqual([
      501,
      { detail: expect.stringContaining('@opta/journal-search') },
    ]);
  });
});
