import { describe, expect, it } from 'vitest';
import { BEGIN, connect, idsOf, recordMany, useEventFeeds } from './use-event-feeds.js';

const { openJournal, createFeed, closedSession, damage } = useEventFeeds();

describe('a limit', () => {
  it('leaves out the oldest and tells how many, with what is missing among them', async () => {
    const { journal, ids } = await closedSession();
    damage(journal, 1, ids[2] as string, 'x');
    const client = connect(createFeed(journal), ids[0], 'limit=4');
    expect(await client.next()).toEqual({
      event: 'gap',
      data: { missed: 25, reason: 'there are more than the limit' },
    });
    expect(idsOf(await client.take(4))).toEqual(ids.slice(-4));
  });

  it('holds for what is in memory as well', async () => {
    const journal = await openJournal(BEGIN);
    const feed = createFeed(journal);
    connect(feed);
    const ids = recordMany(journal, 10);
    await journal.eventLog.flush();
    const client = connect(feed, ids[0], 'limit=2');
    expect(await client.next()).toMatchObject({ event: 'gap', data: { missed: 7 } });
    expect(idsOf(await client.take(2))).toEqual(ids.slice(-2));
  });

  it('of 0 only tells how many', async () => {
    const { journal, ids } = await closedSession();
    const client = connect(createFeed(journal), ids[9], 'limit=0');
    expect(await client.next()).toMatchObject({ event: 'gap', data: { missed: 20 } });
  });

  it('that is not reached changes nothing', async () => {
    const { journal, ids } = await closedSession();
    const client = connect(createFeed(journal), ids[26], 'limit=3');
    expect(idsOf(await client.take(3))).toEqual(ids.slice(27));
  });
});

describe('a filter', () => {
  it('chooses by type, on the disk and live', async () => {
    const journal = await openJournal(BEGIN);
    const types = ['model_loaded', 'request_completed', 'journal_note', 'model_unloaded'];
    const ids = types.map((type) => journal.record(type));
    await journal.eventLog.flush();
    const client = connect(createFeed(journal), `${journal.session}:1`, 'type=model_*,x&type=journal_note');
    const wanted = [ids[0], ids[2], ids[3]];
    expect(idsOf(await client.take(3))).toEqual(wanted);
    journal.record('request_completed');
    const live = journal.record('model_loaded');
    expect((await client.next()).id).toBe(live);
  });

  it('chooses by severity, that one and above', async () => {
    const journal = await openJournal(BEGIN);
    for (const type of ['probe', 'model_unloaded', 'load_failed', 'server_fatal']) journal.record(type);
    await journal.eventLog.flush();
    const client = connect(createFeed(journal), `${journal.session}:1`, 'severity=error');
    expect((await client.take(2)).map(({ event }) => event)).toEqual(['load_failed', 'server_fatal']);
    journal.record('model_unloaded');
    journal.record('load_failed');
    expect((await client.next()).event).toBe('load_failed');
  });

  it.each([
    'type=',
    'type=a,,b',
    `type=${'x'.repeat(257)}`,
    `type=${'a,'.repeat(100)}a`,
    'severity=loud',
    'severity=',
    'limit=-1',
    'limit=x',
    'limit=',
  ])('of %s is answered with 400', async (query) => {
    const journal = await openJournal(BEGIN);
    const response = createFeed(journal).connect(new Request(`http://localhost/admin/events?${query}`));
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({ detail: expect.stringMatching(/^(type|severity|limit) is /) });
  });
});
