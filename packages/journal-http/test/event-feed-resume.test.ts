import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, it, vi } from 'vitest';
import { MAX_READING_CLIENTS } from '../src/feed/constants.js';
import { segmentName } from './open-test-journal.js';
import { sessionAt } from './session-names.js';
import { BEGIN, connect, HOUR_MS, idsOf, recordMany, useEventFeeds } from './use-event-feeds.js';

const { openJournal, createFeed, closedSession, sessionPath, damage } = useEventFeeds();

describe('a client that resumes', () => {
  it('gets exactly the rest from every number of a session of three segments, then what is live', async () => {
    const journal = await openJournal(BEGIN);
    const ids = recordMany(journal, 30);
    await journal.eventLog.flush();
    const last = journal.eventLog.stats.sequence;
    for (let seq = 0; seq <= last; seq += 1) {
      const client = connect(createFeed(journal), `${journal.session}:${seq}`);
      const rest = ids.filter((id) => Number(id.split(':')[1]) > seq);
      expect(idsOf(await client.take(rest.length)), `after ${seq}`).toEqual(rest);
      const live = journal.record('live');
      ids.push(live);
      expect((await client.next()).id).toBe(live);
      await client.cancel();
      await journal.eventLog.flush();
    }
  });

  it('gets what is live and not yet on the disk', async () => {
    const journal = await openJournal(BEGIN);
    const first = journal.record('probe');
    const waiting = recordMany(journal, 5);
    const client = connect(createFeed(journal), first);
    const live = journal.record('live');
    expect(idsOf(await client.take(6))).toEqual([...waiting, live]);
  });

  it('gets what is on its way to the disk, also if nothing happens any more', async () => {
    const journal = await openJournal(BEGIN);
    const first = journal.record('probe');
    const waiting = recordMany(journal, 5);
    const client = connect(createFeed(journal), first);
    expect(idsOf(await client.take(5))).toEqual(waiting);
  });

  it('gets the rest of its session and all of the later ones after a restart', async () => {
    const { ids } = await closedSession();
    const between = await closedSession(BEGIN + HOUR_MS);
    const journal = await openJournal(BEGIN + 2 * HOUR_MS);
    const now = recordMany(journal, 15);
    const client = connect(createFeed(journal), ids[11]);
    const live = journal.record('live');
    const expected = [...ids.slice(12), ...between.ids, ...now, live];
    expect(idsOf(await client.take(expected.length))).toEqual(expected);
  });

  it('gets nothing of sessions that began later elsewhere in the folder, as it would not have live', async () => {
    const journal = await openJournal(BEGIN);
    const [first, ...rest] = recordMany(journal, 12);
    await closedSession(BEGIN + HOUR_MS);
    const client = connect(createFeed(journal), first);
    const live = journal.record('live');
    expect(idsOf(await client.take(12))).toEqual([...rest, live]);
  });

  it('reads archived sessions', async () => {
    const { journal, ids } = await closedSession();
    mkdirSync(sessionPath('archive/2026-02'), { recursive: true });
    for (let segment = 1; segment <= journal.eventLog.stats.segments; segment += 1) {
      const name = segmentName(journal, segment);
      writeFileSync(sessionPath(`archive/2026-02/${name}.gz`), gzipSync(readFileSync(sessionPath(name))));
      rmSync(sessionPath(name));
    }
    const now = await openJournal(BEGIN + HOUR_MS);
    const client = connect(createFeed(now), ids[4]);
    expect(idsOf(await client.take(25))).toEqual(ids.slice(5));
  });

  it('is told that its session is gone, and gets the later ones', async () => {
    const { journal: gone, ids } = await closedSession();
    for (let segment = 1; segment <= gone.eventLog.stats.segments; segment += 1) {
      rmSync(sessionPath(segmentName(gone, segment)));
    }
    const later = await closedSession(BEGIN + HOUR_MS);
    const journal = await openJournal(BEGIN + 2 * HOUR_MS);
    const client = connect(createFeed(journal), ids[3]);
    expect(await client.next()).toEqual({
      event: 'gap',
      data: { missed: null, reason: `there is no event log of the session ${gone.session}` },
    });
    expect(idsOf(await client.take(30))).toEqual(later.ids);
  });

  it('is told how many events a segment had that is gone', async () => {
    const { journal, ids } = await closedSession();
    const inSecond =
      readFileSync(sessionPath(segmentName(journal, 2)), 'utf8').match(/"probe"/g)?.length ?? 0;
    const inFirst = readFileSync(sessionPath(segmentName(journal, 1)), 'utf8').match(/"probe"/g)?.length ?? 0;
    rmSync(sessionPath(segmentName(journal, 2)));
    const client = connect(createFeed(journal), ids[0]);
    expect(idsOf(await client.take(inFirst - 1))).toEqual(ids.slice(1, inFirst));
    expect(await client.next()).toMatchObject({ event: 'gap', data: { missed: inSecond } });
    const rest = ids.slice(inFirst + inSecond);
    expect(idsOf(await client.take(rest.length))).toEqual(rest);
  });

  it.each([1, 2])('is told of %d damaged lines in between', async (lines) => {
    const { journal, ids } = await closedSession();
    for (const id of ids.slice(3, 3 + lines)) damage(journal, 1, id, '{"seq":');
    const client = connect(createFeed(journal), ids[1]);
    expect((await client.next()).id).toBe(ids[2]);
    expect(await client.next()).toEqual({
      event: 'gap',
      data: { missed: lines, reason: `they are missing in the event log of the session ${journal.session}` },
    });
    const rest = ids.slice(3 + lines);
    expect(idsOf(await client.take(rest.length))).toEqual(rest);
  });

  it('is told of damage at the end, and not of damage before its place', async () => {
    const { journal, ids } = await closedSession();
    const { segments } = journal.eventLog.stats;
    damage(journal, 1, ids[0] as string, 'x');
    damage(journal, segments, ids.at(-1) as string, 'x');
    const now = await openJournal(BEGIN + HOUR_MS);
    const client = connect(createFeed(now), ids[1]);
    expect(idsOf(await client.take(27))).toEqual(ids.slice(2, -1));
    expect(await client.next()).toMatchObject({ event: 'gap', data: { missed: 1 } });
    const live = now.record('live');
    expect((await client.next()).id).toBe(live);
  });

  it('is not told of damage before the last event that it got', async () => {
    const ended = await openJournal(BEGIN);
    const ids = recordMany(ended, 3);
    await ended.close();
    damage(ended, 1, ids[1] as string, 'x');
    const journal = await openJournal(BEGIN + HOUR_MS);
    const client = connect(createFeed(journal), ids[2]);
    const live = journal.record('live');
    expect((await client.next()).id).toBe(live);
  });

  it('is told what is neither on the disk nor in memory', async () => {
    const journal = await openJournal(BEGIN);
    const [first] = recordMany(journal, 8);
    await journal.close();
    rmSync(sessionPath(segmentName(journal, 1)));
    const feed = createFeed(journal);
    connect(feed);
    journal.record('live');
    const { seq, id } = {
      seq: journal.eventLog.stats.sequence,
      id: `${journal.session}:${journal.eventLog.stats.sequence}`,
    };
    const client = connect(feed, first);
    expect(await client.next()).toMatchObject({
      event: 'gap',
      data: { missed: seq - 1 - Number(first?.split(':')[1]) },
    });
    expect((await client.next()).id).toBe(id);
  });

  it('is told once what is gone, however often it is looked for', async () => {
    const journal = await openJournal(BEGIN + HOUR_MS);
    recordMany(journal, 3);
    await journal.close();
    rmSync(sessionPath(segmentName(journal, 1)));
    const status = vi.fn(() => ({ session: journal.session, queuedBytes: 0 }));
    const client = connect(createFeed({ ...journal, status }), `${sessionAt(BEGIN)}:4`);
    expect(await client.next()).toMatchObject({ data: { missed: null } });
    await vi.waitFor(() => expect(status.mock.calls.length).toBeGreaterThan(3));
    const live = journal.record('live');
    const missed = Number(live.split(':')[1]) - 1;
    expect(await client.next()).toMatchObject({ data: { missed, reason: 'they are not on the disk' } });
    expect((await client.next()).id).toBe(live);
  });

  it.each(['nonsense', 'a:b', '1', ':1', `${sessionAt(BEGIN)}:-1`, 'x'.repeat(10_000)])(
    'is told that %j is no id, and gets what is live',
    async (id) => {
      const journal = await openJournal(BEGIN);
      const client = connect(createFeed(journal), id);
      const live = journal.record('live');
      const { event, data } = await client.next();
      expect(event).toBe('gap');
      expect(data).toMatchObject({ missed: null, reason: expect.stringContaining('is no id of an event') });
      expect((await client.next()).id).toBe(live);
    },
  );

  it('is told that a session is unknown, and gets what is live', async () => {
    await closedSession();
    const journal = await openJournal(BEGIN + HOUR_MS);
    const client = connect(createFeed(journal), '0:7');
    expect(await client.next()).toMatchObject({ event: 'gap', data: { missed: null } });
    const live = journal.record('live');
    expect((await client.next()).id).toBe(live);
  });

  it('is told so where the journal is switched off', async () => {
    const client = connect(createFeed({ subscribe: () => () => undefined }), `${sessionAt(BEGIN)}:1`);
    expect(await client.next()).toMatchObject({ event: 'gap', data: { missed: null } });
  });

  it('may name the id in the query; the header is newer', async () => {
    const { journal, ids } = await closedSession();
    const feed = createFeed(journal);
    expect((await connect(feed, undefined, `last_event_id=${ids[4]}`).next()).id).toBe(ids[5]);
    expect((await connect(feed, ids[9], `last_event_id=${ids[4]}`).next()).id).toBe(ids[10]);
  });

  it('gets no secret that an old log has', async () => {
    const journal = await openJournal(BEGIN);
    const first = journal.record('probe');
    journal.record('probe', { api_key: 'hunter2hunter2', text: 'ghp_0123456789abcdefghijklmnopqrstuvwxyz' });
    await journal.close();
    const client = connect(createFeed(journal), first);
    const frame = JSON.stringify(await client.next());
    expect(frame).toContain('redacted');
    expect(frame).not.toMatch(/hunter2|ghp_/);
  });
});

describe('a client that does not read for long', () => {
  it('gets everything from the disk where it asks for it, at its own speed', async () => {
    const journal = await openJournal(BEGIN, 256 * 1024);
    const [first, ...ids] = recordMany(journal, 1_000);
    await journal.eventLog.flush();
    const client = connect(createFeed(journal), first);
    expect((await client.next()).id).toBe(ids[0]);
    for (let burst = 0; burst < 12; burst += 1) {
      ids.push(...recordMany(journal, 1_000));
      await journal.eventLog.flush();
    }
    expect(idsOf(await client.take(ids.length - 1))).toEqual(ids.slice(1));
    const live = journal.record('live');
    expect((await client.next()).id).toBe(live);
  });

  it('holds up no other one that reads from the disk', async () => {
    const journal = await openJournal(BEGIN, 256 * 1024);
    const [first, ...ids] = recordMany(journal, 3_000);
    await journal.eventLog.flush();
    const feed = createFeed(journal);
    const stopped = Array.from({ length: MAX_READING_CLIENTS }, () => connect(feed, first));
    for (const client of stopped) await client.next();
    expect(idsOf(await connect(feed, first).take(ids.length))).toEqual(ids);
  });
});
