import { describe, expect, it } from 'vitest';
import { createSummary } from '../src/index.js';
import { detail, linesWith, logOf, summaryOf, textOf } from './fold-events.js';
import { at, event, loading, QWEN, sampleEnd, sampleSession } from './sample-session.js';

describe('an empty session', () => {
  it('says nothing that it does not know', () => {
    const log = logOf([]);
    expect(log.summary).toEqual([
      'Started: 2026-03-14 08:02:11 AEDT',
      'Ended: 2026-03-14 08:32:11 AEDT',
      'Duration: 00:30:00',
      'Total events: 0',
      'Ended cleanly.',
    ]);
    expect(log.statusChanges?.map(({ area }) => area)).toEqual(['Runtime', 'Events seen', 'Uptime']);
    expect([log.issues, log.nextSteps, log.decisions, log.eventCounts]).toEqual([[], [], [], []]);
    expect([log.notes, log.details]).toEqual([undefined, undefined]);
  });
});

describe('the title', () => {
  it.each([
    [undefined, 'Session: Runtime Session'],
    ['after-the-crash', 'Session: After The Crash'],
    ['Moved to the M4', 'Session: Moved to the M4'],
    ['two\nlines', 'Session: two lines'],
  ])('for the summary %j is %j', (summary, title) => {
    expect(logOf([], summary === undefined ? {} : { summary }).title).toBe(title);
  });
});

describe('how a session ended', () => {
  const last = { ...event('08:20:00', 'tea_brewed', {}), seq: 1_234 };
  const known = 'Known up to 08:20:00 (sequence 1,234); what came after is not known.';

  it.each([
    ['clean', undefined, 'Ended cleanly.', 'shutdown', undefined],
    ['clean', 'POST /admin/stop', 'Ended cleanly: POST /admin/stop', 'shutdown', undefined],
    ['signal', 'SIGTERM', 'Stopped by SIGTERM.', 'shutdown (SIGTERM)', undefined],
    ['signal', undefined, 'Stopped by a signal.', 'shutdown', undefined],
    [
      'error',
      'Error: device lost',
      'Ended by an uncaught error: device lost',
      'crashed',
      'Find out why the runtime crashed: device lost',
    ],
    [
      'error',
      'TypeError: x is no function',
      'Ended by an uncaught error: TypeError: x is no function',
      'crashed',
      'Find out why the runtime crashed: TypeError: x is no function',
    ],
    ['error', undefined, 'Ended by an uncaught error.', 'crashed', 'Find out why the runtime crashed'],
    [
      'exit',
      'exit code 3',
      'The process exited before the session was finished: exit code 3',
      'exited (exit code 3)',
      'Find out why the process exited before the session was finished (exit code 3)',
    ],
    [
      'killed',
      undefined,
      `Ended without finishing, as a killed process does. ${known}`,
      'killed',
      'Find out what ended the runtime',
    ],
    [
      'oom',
      'jetsam',
      `Killed because memory ran out (jetsam). ${known}`,
      'killed (out of memory)',
      'Find out what used up the memory (jetsam)',
    ],
    [
      'power',
      undefined,
      `Not finished when the machine was restarted, crashed or lost power. ${known}`,
      'not finished before the machine was restarted',
      'Check the machine: it was restarted, crashed or lost power',
    ],
    [
      'unknown',
      undefined,
      `How it ended is not known. ${known}`,
      'unknown',
      'Find out how the runtime ended',
    ],
    [
      'melted',
      'at noon',
      'Ended: melted (at noon).',
      'melted',
      'Find out why the runtime ended: melted (at noon)',
    ],
  ])(
    '%s (%s) is told in the summary, the issues and the next steps',
    (status, reason, sentence, state, step) => {
      const log = logOf([last], { status, ...(reason === undefined ? {} : { reason }) });
      expect(log.summary).toContain(sentence);
      expect(log.statusChanges?.[0]).toEqual({ area: 'Runtime', before: 'starting', after: state });
      expect(log.status).toBe(status);
      expect(log.issues).toEqual(step === undefined ? [] : [sentence]);
      expect(log.nextSteps).toEqual(step === undefined ? [] : [{ text: step, done: false }]);
    },
  );

  it('is not known at all of a killed session without events', () => {
    expect(logOf([], { status: 'killed' }).summary).toContain(
      'Ended without finishing, as a killed process does. No event is known.',
    );
  });

  it('is not yet while it runs', () => {
    const log = logOf([...loading(QWEN, '08:10:00', 17, 6)], { status: 'running' });
    expect(log.ended).toBeUndefined();
    expect(log.summary?.slice(1, 2)).toEqual(['Ended: still running']);
    expect(log.summary).toContain('Still running: this is a preview, not the final log.');
    expect(log.summary).toContain(`In memory now: ${QWEN}.`);
  });
});

describe('a log that was made afterwards', () => {
  const last = { time: at('2026-03-14 08:20:00'), sequence: 40 };
  const killed = { status: 'killed', endedAt: last.time, durationMs: 1_068_000 };

  it('says so, and that the end is open', () => {
    const log = logOf([], { ...killed, recovery: { isEndKnown: false, last } });
    expect(log.properties).toEqual({ recovered: true });
    expect(log.summary?.slice(1, 6)).toEqual([
      'Ended: 2026-03-14 08:20:00 AEDT or later',
      'Duration: 00:17:48 or longer',
      'Total events: 0',
      'Ended without finishing, as a killed process does. Known up to 08:20:00 (sequence 40); what came after is not known.',
      'Recovered: this log was made afterwards from what the runtime left.',
    ]);
    expect(log.ended).toBe('2026-03-14T08:20:00+11:00');
  });

  it('names no end where nothing is known of it', () => {
    const log = logOf([], { ...killed, status: 'unknown', recovery: { isEndKnown: false } });
    expect(log.summary).toContain('Ended: not known');
    expect(log).not.toHaveProperty('ended');
  });

  it.each([
    ['08:20:30', 40, ' Last seen alive at 08:20:30.'],
    ['08:20:30', 45, ' Last seen alive at 08:20:30 (sequence 45).'],
    ['08:19:30', 45, ' Last seen alive at 08:19:30 (sequence 45).'],
  ])('tells of a heartbeat at %s with sequence %i that knows more', (time, sequence, seen) => {
    const heartbeat = { time: at(`2026-03-14 ${time}`), sequence };
    const log = logOf([], { ...killed, recovery: { isEndKnown: false, last, heartbeat } });
    expect(log.summary).toContain(
      `Ended without finishing, as a killed process does. Known up to 08:20:00 (sequence 40).${seen} What came after is not known.`,
    );
  });

  it('leaves a heartbeat aside that knows less', () => {
    const heartbeat = { time: at('2026-03-14 08:19:30'), sequence: 40 };
    const log = logOf([], { ...killed, recovery: { isEndKnown: false, last, heartbeat } });
    expect(linesWith(log.summary, 'Ended without')).toEqual([
      'Ended without finishing, as a killed process does. Known up to 08:20:00 (sequence 40); what came after is not known.',
    ]);
  });

  it('names damaged places, and counts those beyond the bound', () => {
    const place = { segment: 1, lineNumber: 3, byteOffset: 1_200, length: 80, reason: 'no JSON' };
    const first = Array.from({ length: 25 }, () => place);
    const recovery = {
      isEndKnown: true,
      last,
      missingRecords: 2,
      damage: { spans: 30, bytes: 2_400, first },
    };
    const log = logOf([], { status: 'clean', recovery });
    expect(log.issues?.[0]).toBe('2 records of the event log could not be found');
    expect(log.issues?.[1]).toBe('Event log damaged at segment 1, line 3, byte 1,200: 80 bytes, no JSON');
    expect(log.issues).toHaveLength(22);
    expect(log.issues?.[21]).toBe('10 more damaged spans; 2,400 bytes are damaged in all');
    expect(log.summary).toContain('Ended: 2026-03-14 08:32:11 AEDT');
  });

  it('never says that nothing failed', () => {
    const recovery = { isEndKnown: true, last };
    expect(linesWith(logOf([event('08:20:00', 'tea_brewed', {})], { recovery }).summary, 'Failed')).toEqual(
      [],
    );
  });
});

describe('times', () => {
  it.each([
    ['Australia/Sydney', '2026-04-05T02:30:00+11:00', '02:30:00 AEDT', '02:30:00 AEST'],
    ['America/New_York', '2026-03-08T01:30:00-05:00', '01:30:00 EST', '03:30:00 EDT'],
    ['Europe/London', '2026-10-25T01:30:00+01:00', '01:30:00 BST', '01:30:00 GMT'],
  ])('report one hour in %s while the clocks change', (timeZone, start, shownStart, shownEnd) => {
    const startedAt = Date.parse(start);
    const summary = createSummary({ ...sampleSession, timeZone, startedAt });
    summary.add({ type: 'model_loaded', data: { model_id: QWEN }, time: startedAt });
    for (const durationMs of [3_600_000, Number.NaN]) {
      const log = summary.toSessionLog({ endedAt: startedAt + 3_600_000, durationMs, status: 'clean' });
      expect(log.duration).toBe('01:00:00');
      expect(log.summary?.slice(0, 3)).toEqual([
        `Started: ${start.slice(0, 10)} ${shownStart}`,
        `Ended: ${start.slice(0, 10)} ${shownEnd}`,
        'Duration: 01:00:00',
      ]);
      expect(log.statusChanges?.[2]?.after).toBe('01:00:00');
      const models = log.details?.find(({ title }) => title === 'Models');
      expect(models).toMatchObject({ table: { rows: [expect.arrayContaining(['01:00:00'])] } });
      const picture = log.details?.find(({ title }) => title === 'Models in Memory');
      const [from = '', to = ''] = JSON.stringify(picture).match(/\d{4}-\d\d-\d\dT[\d:]{8}/g) ?? [];
      expect(Date.parse(`${to}Z`) - Date.parse(`${from}Z`)).toBe(3_600_000);
    }
  });

  it('that are missing or impossible are those of the event before', () => {
    const times = [at('2026-03-14 08:12:00'), Number.NaN, -5, Number.POSITIVE_INFINITY, '08:13', undefined];
    const log = logOf(times.map((time) => ({ type: 'request_failed', data: {}, time: time as number })));
    expect(log.issues).toEqual(['request_failed: 6 (08:12:00)']);
    const first = logOf([{ type: 'request_failed', data: {}, time: Number.NaN }]);
    expect(first.issues).toEqual(['request_failed: 1 (08:02:11)']);
  });

  it('out of order make no span negative', () => {
    const events = [
      event('08:20:00', 'model_loaded', { model_id: QWEN }),
      event('08:10:00', 'model_unloaded', { model_id: QWEN, reason: 'lru' }),
    ];
    expect(detail(events, 'Models')).toMatchObject({
      table: { rows: [expect.arrayContaining(['00:00:00'])] },
    });
    expect(textOf(events)).toContain('until lru unload :2026-03-14T08:20:00, 2026-03-14T08:20:01');
  });

  it('out of order take nothing from the time in memory before and after', () => {
    const events = [
      event('08:20:00', 'model_loaded', { model_id: QWEN }),
      event('08:10:00', 'model_unloaded', { model_id: QWEN, reason: 'lru' }),
      event('08:30:00', 'model_loaded', { model_id: QWEN }),
    ];
    expect(detail(events, 'Models')).toMatchObject({
      table: { rows: [expect.arrayContaining(['00:02:11'])] },
    });
  });

  it('of an impossible end are those of the last event', () => {
    const log = logOf([event('08:12:00', 'tea_brewed', {})], { endedAt: Number.NaN, durationMs: -1 });
    expect([log.ended, log.duration]).toEqual(['2026-03-14T08:12:00+11:00', '00:09:49']);
  });

  it('have the date where the session crosses midnight', () => {
    const log = summaryOf([]).toSessionLog({ ...sampleEnd, endedAt: at('2026-03-15 00:05:00') });
    expect(log.summary?.[1]).toBe('Ended: 2026-03-15 00:05:00 AEDT');
  });
});
