/// <reference lib="dom" />
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { FeedState, FollowOptions } from '../app/shared/event-feed.js';
import type { FeedItem } from '../app/shared/feed-item.js';

/** What the server answers, one after the other: frames after which the stream ends, or a refusal. */
let answers: (string | Response)[];
let requests: { url: URL; lastEventId: string | null }[];
let goOnline: () => void;
let stop: () => void = () => undefined;

/** The page's globals, of which Node has none. */
beforeEach(() => {
  const listeners = new Set<() => void>();
  goOnline = () => {
    for (const listener of [...listeners]) listener();
  };
  requests = [];
  vi.stubGlobal('document', { baseURI: 'http://here.example/admin/journal/' });
  vi.stubGlobal('addEventListener', (_: string, listener: () => void) => listeners.add(listener));
  vi.stubGlobal('removeEventListener', (_: string, listener: () => void) => listeners.delete(listener));
  vi.stubGlobal('fetch', async (url: URL, { headers }: { headers: Record<string, string> }) => {
    requests.push({ url, lastEventId: headers['last-event-id'] ?? null });
    const answer = answers.shift();
    if (answer === undefined) throw new TypeError('Failed to fetch');
    return typeof answer === 'string' ? new Response(answer) : answer;
  });
});

afterEach(() => {
  stop();
  vi.unstubAllGlobals();
});

async function follow(options: Partial<FollowOptions> = {}) {
  const { followEvents } = await import('../app/shared/event-feed.js');
  const items: FeedItem[] = [];
  const states: FeedState[] = [];
  stop = followEvents({
    query: {},
    findBegin: async () => undefined,
    maxMissed: 50,
    onItems: (more) => items.push(...more),
    onState: (state) => states.push(state),
    ...options,
  });
  const state = (name: FeedState['name']) => vi.waitFor(() => expect(states.at(-1)?.name).toBe(name));
  return { items, states, state };
}

function refusal(status: number): Response {
  return Response.json({ detail: 'No.' }, { status });
}

describe('followEvents', () => {
  it('gives events with their session, number and time, and gaps with their count', async () => {
    answers = [
      ': time 1795842549980\n\nid: s1:7\nevent: model_loaded\ndata: {"a":1}\n\n' +
        'event: gap\ndata: {"missed":12,"reason":"they are gone"}\n\nevent: heartbeat\ndata: {}\n\n',
    ];
    const { items, state } = await follow();
    await state('reconnecting');
    expect(items).toEqual([
      { kind: 'event', type: 'model_loaded', data: { a: 1 }, at: 1795842549980, session: 's1', seq: 7 },
      { kind: 'gap', missed: 12, reason: 'they are gone', at: expect.any(Number) },
    ]);
  });

  it('takes an event for one that has the name of a control frame, where it has an id', async () => {
    answers = ['id: s1:1\nevent: gap\ndata: 1\n\n'];
    const { items, state } = await follow();
    await state('reconnecting');
    expect(items[0]).toMatchObject({ kind: 'event', type: 'gap' });
  });

  it('begins where it is told, and goes on after the last event when the connection is back', async () => {
    answers = ['id: s1:8\nevent: a\ndata: 1\n\nid: s1:9\nevent: a\ndata: 2\n\n'];
    const { items, states, state } = await follow({ findBegin: async () => 's1:7', query: { type: 'a' } });
    await state('reconnecting');
    answers = ['id: s2:1\nevent: a\ndata: 3\n\n'];
    goOnline();
    await vi.waitFor(() => expect(items).toHaveLength(3));
    expect(states.map(({ name }) => name).slice(0, 4)).toEqual([
      'connecting',
      'live',
      'reconnecting',
      'live',
    ]);
    expect(requests.map(({ lastEventId }) => lastEventId)).toEqual(['s1:7', 's1:9']);
    expect(requests.map(({ url }) => url.search)).toEqual(['?type=a', '?type=a&limit=50']);
  });

  it('tells since when the connection is gone, however often it is tried', async () => {
    answers = [refusal(503)];
    const { states, state } = await follow();
    await state('reconnecting');
    const [first] = states.slice(-1);
    goOnline();
    await vi.waitFor(() => expect(requests).toHaveLength(2));
    await vi.waitFor(() => expect(states.at(-1)).not.toBe(first));
    expect(states.at(-1)).toMatchObject({ name: 'reconnecting', since: (first as { since: number }).since });
  });

  it('tells of a gap where events have no numbers by which to go on', async () => {
    answers = ['event: a\ndata: 1\n\n'];
    const { items, state } = await follow();
    await state('reconnecting');
    answers = ['event: a\ndata: 2\n\n'];
    goOnline();
    await vi.waitFor(() => expect(items).toHaveLength(3));
    expect(items[1]).toMatchObject({ kind: 'gap', missed: null });
  });

  it.each([400, 403, 501])('asks no more where the server refuses with %i', async (status) => {
    answers = [refusal(status), 'id: s1:8\nevent: a\ndata: 1\n\n'];
    const { states, state } = await follow();
    await state('refused');
    goOnline();
    expect(states.at(-1)).toMatchObject({ error: { message: 'No.' } });
    expect(answers).toHaveLength(1);
  });
});
