import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createJournalStore, type JournalStore } from '@opta/journal-store';
import type { EventFrame } from 'test-kit';
import { afterEach, beforeEach, expect } from 'vitest';
import { createEventFeed, type EventFeed } from '../src/event-feed.js';
import type { JournalSource } from '../src/journal-source.js';
import { createAnswerRedaction } from '../src/redact-answer.js';
import { openTestJournal, segmentName, type TestJournal } from './open-test-journal.js';
import { type FrameReader, readFrames } from './read-frames.js';

export const BEGIN = Date.parse('2026-02-24T13:56:00Z');
export const HOUR_MS = 3_600_000;

/** Journals and feeds in a fresh folder for each test of a file; they are closed when it ends. */
export function useEventFeeds() {
  let folder: string;
  let store: JournalStore;
  let feeds: EventFeed[];
  let journals: TestJournal[];

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'opta-feed-'));
    mkdirSync(join(folder, 'sessions'));
    store = createJournalStore({
      sessionLogsDir: join(folder, 'sessions'),
      updateLogsDir: join(folder, 'updates'),
      timeZone: 'UTC',
    });
    feeds = [];
    journals = [];
  });

  afterEach(async () => {
    for (const feed of feeds) feed.close();
    // A log that is open comes back after its folder was removed.
    for (const journal of journals) await journal.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function openJournal(startedAt: number, maxEventLogBytes?: number): Promise<TestJournal> {
    const journal = await openTestJournal(store, startedAt, maxEventLogBytes);
    journals.push(journal);
    return journal;
  }

  function createFeed(source: JournalSource): EventFeed {
    const redaction = createAnswerRedaction(undefined);
    const feed = createEventFeed(source, { maxClients: 10, heartbeatIntervalMs: 60_000, redaction });
    feeds.push(feed);
    return feed;
  }

  /** A session with 30 events in three segments, or more. */
  async function closedSession(startedAt = BEGIN): Promise<{ journal: TestJournal; ids: string[] }> {
    const journal = await openJournal(startedAt);
    const ids = recordMany(journal, 30);
    await journal.close();
    expect(journal.eventLog.stats.segments).toBeGreaterThanOrEqual(3);
    return { journal, ids };
  }

  function sessionPath(name: string): string {
    return join(store.sessionLogsDir, name);
  }

  /** Changes the line of a record in a segment. */
  function damage(journal: TestJournal, segment: number, id: string, line: string): void {
    const path = sessionPath(segmentName(journal, segment));
    const seq = id.split(':')[1];
    const text = readFileSync(path, 'utf8');
    const damaged = text.replace(new RegExp(`^\\{"seq":${seq},.*$`, 'm'), line);
    expect(damaged).not.toBe(text);
    writeFileSync(path, damaged);
  }

  return { openJournal, createFeed, closedSession, sessionPath, damage };
}

export function connect(feed: EventFeed, lastEventId?: string, query = ''): FrameReader {
  const headers: Record<string, string> = lastEventId === undefined ? {} : { 'last-event-id': lastEventId };
  return readFrames(feed.connect(new Request(`http://localhost/admin/events?${query}`, { headers })));
}

/** Events of about 150 bytes, of which a segment holds about ten. */
export function recordMany(journal: TestJournal, count: number): string[] {
  return Array.from({ length: count }, (_, index) =>
    journal.record('probe', { index, text: 'x'.repeat(20) }),
  );
}

export function idsOf(frames: readonly EventFrame[]): (string | undefined)[] {
  return frames.map(({ id }) => id);
}
