import { describe, expect, it } from 'vitest';
import { createSummary, type Ledger, type SummaryEvent } from '../src/index.js';
import { linesWith, logOf, summaryOf, textOf } from './fold-events.js';
import {
  at,
  event,
  GEMMA,
  KIMI,
  loading,
  MISTRAL,
  note,
  QWEN,
  readiness,
  requests,
  sampleEnd,
  sampleSession,
} from './sample-session.js';

const NO_LOSS: Ledger = { emitted: 1, written: 1, skipped: 0, refused: 0, dropped: 0 };

function detail(events: readonly SummaryEvent[], title: string, end = {}): unknown {
  return logOf(events, end).details?.find((one) => one.title === title);
}

function stateOf(events: readonly SummaryEvent[], area: string): unknown {
  const row = logOf(events).statusChanges?.find((change) => change.area === area);
  return row === undefined ? undefined : [row.before, row.after];
}

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

describe('models', () => {
  it('are told with loads, unloads, reasons, memory and time to load', () => {
    const events = [
      ...loading(QWEN, '08:10:00', 17, 6),
      event('08:15:00', 'model_unloaded', { model_id: QWEN, memory_freed_gb: 18.5, reason: 'lru' }),
      ...loading(QWEN, '08:16:00', 0, 2),
      event('08:17:00', 'model_unloaded', { model_id: QWEN, memory_freed_gb: 1, reason: 'manual' }),
      ...loading(QWEN, '08:18:00', 0, 4),
      event('08:19:00', 'model_unloaded', { model_id: QWEN, memory_freed_gb: 1, reason: 'lru' }),
    ];
    expect(detail(events, 'Models')).toMatchObject({
      table: {
        rows: [[QWEN, '3 passed', '3 (lru 2, manual 1)', '3', '2', expect.any(String), '18.5', '00:07:00']],
      },
    });
    expect(logOf(events).summary).toContain(`Models loaded: ${QWEN} (3 loads, 3 unloads).`);
  });

  it('show what they are now first, then what they were', () => {
    const loaded = loading(QWEN, '08:10:00', 17, 6);
    const area = `Model ${QWEN}`;
    expect(stateOf(loaded, area)).toEqual(['unknown', 'routable']);
    const unloaded = event('08:15:00', 'model_unloaded', { model_id: QWEN, reason: 'ttl' });
    expect(stateOf([...loaded, unloaded], area)).toEqual(['unknown', 'unloaded (ttl), was routable']);
    expect(stateOf([unloaded], area)).toEqual(['unknown', 'unloaded (ttl)']);
    expect(stateOf([event('08:10:00', 'model_loaded', { model_id: QWEN })], area)).toEqual([
      'not loaded',
      'loaded',
    ]);
  });

  it('are in memory once however often a load is announced', () => {
    const events = [...loading(QWEN, '08:10:00', 17, 6), ...loading(QWEN, '08:20:00', 17, 6)];
    expect(detail(events, 'Models')).toMatchObject({
      table: { rows: [expect.arrayContaining(['00:22:11'])] },
    });
    expect(summaryOf(events).snapshot().modelsInMemory).toEqual([QWEN]);
  });

  it('in memory are named up to eight', () => {
    const events = Array.from({ length: 10 }, (_, index) =>
      event('08:10:00', 'model_loaded', { model_id: `m${index}` }),
    );
    expect(logOf(events).summary).toContain(
      'In memory at the end: m0, m1, m2, m3, m4, m5, m6, m7 and 2 more.',
    );
  });
});

describe('a failed check', () => {
  const failing = [
    readiness('08:10:00', MISTRAL, 'loading', 'canary_pending'),
    event('08:10:00', 'model_loaded', { model_id: MISTRAL }),
    event('08:10:00', 'model_canary_started', { model_id: MISTRAL }),
    readiness('08:10:01', MISTRAL, 'canary_pending', 'quarantined', 'empty_canary_response', 1),
    event('08:10:01', 'model_compatibility_recorded', {
      model_id: MISTRAL,
      outcome: 'fail',
      reason: 'canary_failed:empty_canary_response',
    }),
    event('08:10:01', 'model_canary_failed', { model_id: MISTRAL, error: 'empty_canary_response' }),
    event('08:10:02', 'model_unloaded', { model_id: MISTRAL, reason: 'canary_failed' }),
  ];

  it('was told three times: as a quarantine and a compatibility row too', () => {
    const log = logOf(failing);
    expect(log.issues).toEqual([
      `model_canary_failed: 1 (08:10:01) – ${MISTRAL}: empty_canary_response; the model was quarantined`,
    ]);
    expect(log.summary).toContain('Failed: 1 model check; see Issues Encountered.');
    expect(log.nextSteps).toHaveLength(1);
  });

  it('is nothing to do any more once the model passed', () => {
    const log = logOf([...failing, ...loading(MISTRAL, '08:20:00', 20, 5)]);
    expect(log.issues).toEqual([
      `model_canary_failed: 1 (08:10:01) – ${MISTRAL}: empty_canary_response; it succeeded later`,
    ]);
    expect(log.nextSteps).toEqual([]);
  });

  it('is to be reviewed again when it fails after it passed', () => {
    const log = logOf([...failing, ...loading(MISTRAL, '08:20:00', 20, 5), ...failing]);
    expect(log.nextSteps).toHaveLength(1);
  });
});

describe('a failed load', () => {
  const begin = [
    readiness('08:10:00', KIMI, 'unknown', 'admitted'),
    readiness('08:10:00', KIMI, 'admitted', 'loading'),
  ];
  const row = event('08:10:05', 'model_compatibility_recorded', {
    model_id: KIMI,
    outcome: 'fail',
    reason: 'model_probe_failed:signal 11',
  });

  it('was told as a load that never ended too', () => {
    expect(logOf([...begin, row]).issues).toEqual([
      `model_compatibility_recorded: 1 (08:10:05) – ${KIMI}: fail: model_probe_failed:signal 11`,
    ]);
  });

  it('was told twice: by the quarantine and by the row that follows it', () => {
    const quarantined = readiness(
      '08:10:05',
      KIMI,
      'loading',
      'quarantined',
      'model_probe_failed:signal 11',
      3,
    );
    const log = logOf([...begin, quarantined, row]);
    expect(log.issues).toEqual([`quarantined: 1 (08:10:05) – ${KIMI}: model_probe_failed:signal 11`]);
    expect(log.nextSteps).toEqual([
      { text: `Review why ${KIMI} was quarantined: model_probe_failed:signal 11`, done: false },
    ]);
  });

  it('counts each time that it happens', () => {
    expect(logOf([...begin, row, ...begin, row]).issues).toEqual([
      `model_compatibility_recorded: 2 (08:10:05) – ${KIMI}: fail: model_probe_failed:signal 11`,
    ]);
  });
});

describe('what never ended', () => {
  const begun = [readiness('08:10:00', KIMI, 'admitted', 'loading')];
  const pending = [...begun, readiness('08:10:05', KIMI, 'loading', 'canary_pending')];
  const checking = [...loading(KIMI, '08:10:05', 8, 5).slice(0, 5)];

  it('is a load that was announced and not completed', () => {
    const log = logOf(begun, { status: 'killed' });
    expect(log.issues).toContain(`load not completed: 1 (08:10:00) – ${KIMI}: last seen loading`);
    expect(log.nextSteps).toContainEqual({
      text: `Review why ${KIMI} did not finish loading`,
      done: false,
    });
    expect(log.summary).toContain('Failed: 1 load not completed; see Issues Encountered.');
  });

  it('is a check during which the process died', () => {
    const log = logOf(checking, { status: 'killed' });
    expect(log.issues).toContain(`check not completed: 1 (08:10:05) – ${KIMI}: last seen canary_pending`);
    expect(log.nextSteps).toContainEqual({
      text: `Review why the check of ${KIMI} did not finish`,
      done: false,
    });
    expect(log.summary).toContain('Failed: 1 check not completed; see Issues Encountered.');
  });

  it.each([
    ['a load', begun],
    ['a load about to be announced', pending],
    ['a check', checking],
  ])('is not %s that goes on in a running session', (_what, events) => {
    expect(logOf(events, { status: 'running' }).issues).toEqual([]);
  });

  it('is told with the first and the last time', () => {
    const again = ['08:12:00', '08:14:00'].map((time) => readiness(time, KIMI, 'loading', 'loading'));
    expect(logOf([...begun, ...again]).issues).toEqual([
      `load not completed: 3 (08:10:00 to 08:14:00) – ${KIMI}: last seen loading`,
    ]);
  });

  it('counts a hung load beside one that goes on', () => {
    expect(logOf([...begun, ...begun], { status: 'running' }).issues).toEqual([
      `load not completed: 1 (08:10:00) – ${KIMI}: last seen loading`,
    ]);
  });
});

describe('failures', () => {
  it('are grouped by type, subject and message, in the order of time', () => {
    const failed = (time: string, error: string) => event(time, 'request_failed', { model_id: QWEN, error });
    expect(
      logOf([
        failed('08:12:00', 'full'),
        event('08:11:00', 'memory_warning', { usage_percent: 91.44, threshold_percent: 85 }),
        failed('08:10:00', 'slow'),
        failed('08:15:00', 'full'),
        event('08:09:00', 'auth_failed', { message: 'bad key' }),
        event('08:16:00', 'agent_crash_loop', { reason: 'out of tokens' }),
      ]).issues,
    ).toEqual([
      'auth_failed: 1 (08:09:00) – bad key',
      `request_failed: 1 (08:10:00) – ${QWEN}: slow`,
      'memory_warning: 1 (08:11:00) – up to 91.44 % in use, threshold 85 %',
      `request_failed: 2 (08:12:00 to 08:15:00) – ${QWEN}: full`,
      'agent_crash_loop: 1 (08:16:00) – out of tokens',
    ]);
  });

  it('of one second have one time', () => {
    const twice = [1, 2].map(() => event('08:12:00', 'request_failed', {}));
    expect(logOf(twice).issues).toEqual(['request_failed: 2 (08:12:00)']);
  });

  it('on another day have the date', () => {
    const next = { ...event('08:12:00', 'request_failed', {}), time: at('2026-03-15 00:05:00') };
    expect(logOf([next]).issues).toEqual(['request_failed: 1 (2026-03-15 00:05:00)']);
  });

  it('that do not happen are an answer too', () => {
    expect(logOf([event('08:12:00', 'tea_brewed', {})]).summary).toContain('Failed: nothing.');
  });

  it('are not denied where the end is one, or events are missing', () => {
    const tea = [event('08:12:00', 'tea_brewed', {})];
    const crashed = logOf(tea, { status: 'error' });
    const lossy = logOf(tea, { ledger: { ...NO_LOSS, emitted: 2, dropped: 1 } });
    expect(linesWith([...(crashed.summary ?? []), ...(lossy.summary ?? [])], 'Failed')).toEqual([]);
  });

  it('beyond twenty are in a table, and each is counted', () => {
    const many = Array.from({ length: 150 }, (_, index) =>
      event('08:12:00', 'request_failed', { error: `error ${index}` }),
    );
    const log = logOf(many);
    expect(log.issues).toHaveLength(21);
    expect(log.issues?.at(-1)).toBe('130 more failures, see Failures under Notes');
    const table = detail(many, 'Failures') as { table: { rows: string[][] } };
    expect(table.table.rows).toHaveLength(101);
    expect(table.table.rows.at(-1)).toEqual(['(other failures)', '–', '–', '08:12:00', '08:12:00', '50']);
    expect(log.nextSteps).toHaveLength(11);
    expect(log.nextSteps?.at(-1)).toEqual({
      text: 'Review 91 more issues under Issues Encountered',
      done: false,
    });
  });
});

describe('downloads and quantizations', () => {
  it('are counted by outcome; what was downloaded is a created file', () => {
    const events = [
      event('08:10:00', 'download_failed', { repo_id: GEMMA, error: 'timeout' }),
      event('08:11:00', 'download_cancelled', { repo_id: QWEN }),
      event('08:12:00', 'download_completed', { repo_id: GEMMA, local_path: '/m/g', duration_sec: 61.5 }),
      event('08:13:00', 'quantize_progress', { model_id: QWEN, status: 'quantizing', percent: 0 }),
      event('08:14:00', 'quantize_progress', { model_id: QWEN, status: 'failed: no space', percent: 0 }),
      event('08:15:00', 'quantize_progress', { model_id: KIMI, status: 'cancelled', percent: 0 }),
    ];
    const log = logOf(events);
    expect(log.summary).toContain('Downloads: 1 completed, 1 failed, 1 cancelled.');
    expect(log.summary).toContain('Quantizations: 1 failed, 1 cancelled.');
    expect(log.filesChanged).toEqual({ created: ['/m/g'], modified: [], deleted: [] });
    expect(log.issues).toEqual([
      `download_failed: 1 (08:10:00) – ${GEMMA}: timeout; it succeeded later`,
      `quantize_progress: 1 (08:14:00) – ${QWEN}: no space`,
    ]);
    expect(log.nextSteps).toEqual([
      { text: `Review the failed quantization of ${QWEN}: no space`, done: false },
    ]);
    expect(detail(events, 'Downloads')).toMatchObject({
      table: {
        rows: [
          ['08:10:00', GEMMA, 'failed', 'timeout', '–'],
          ['08:11:00', QWEN, 'cancelled', '–', '–'],
          ['08:12:00', GEMMA, 'completed', '/m/g', '00:01:01'],
        ],
      },
    });
  });

  it('settle a failed quantization that worked later', () => {
    const events = ['failed: no space', 'completed'].map((status) =>
      event('08:10:00', 'quantize_progress', { model_id: QWEN, status }),
    );
    expect(logOf(events).nextSteps).toEqual([]);
  });
});

describe('requests', () => {
  it('have percentiles for each model and for all', () => {
    const events = [...requests(QWEN, '08:05:00', 4, 100), ...requests(GEMMA, '08:05:00', 1, 7_000)];
    expect(detail(events, 'Requests')).toMatchObject({
      table: {
        rows: [
          [QWEN, '4', '0', '1,822', '546', '272', '1,657', '1,657', '148'],
          [GEMMA, '1', '0', '400', '120', '7,000', '7,000', '7,000', '140'],
        ],
      },
    });
    expect(linesWith(logOf(events).summary, 'Requests')).toEqual([
      'Requests: 5 completed (2,222 prompt tokens and 666 completion tokens), 0 failed; half took at most 791 ms, 95 % at most 7,000 ms.',
    ]);
  });

  it('without a model stand in a row of their own', () => {
    const table = detail([event('08:05:00', 'request_completed', { duration_ms: 5 })], 'Requests');
    expect(table).toMatchObject({
      table: { rows: [['(no model)', '1', '0', '0', '0', '5', '5', '5', '–']] },
    });
  });
});

describe('what people noted', () => {
  it('stands in its section, and before what is suggested', () => {
    const log = logOf([
      event('08:05:00', 'request_failed', {}),
      note('08:06:00', 'decision', 'Stay.'),
      note('08:06:00', 'next_step', 'Buy a disk.'),
      event('08:06:00', 'journal_note', { kind: 'next_step', text: 'Call Ann.', done: true }),
      note('08:06:00', 'issue', 'The fan is loud.'),
      note('08:06:00', 'note', 'Demo went well.'),
      note('08:06:00', 'some_other_kind', 'Kept as a note.'),
      note('08:06:00', 'file_created', 'a.md'),
      note('08:06:00', 'file_modified', 'b.md'),
      note('08:06:00', 'file_deleted', 'c.md'),
    ]);
    expect(log.decisions).toEqual(['Stay.']);
    expect(log.issues).toEqual(['request_failed: 1 (08:05:00)', 'The fan is loud.']);
    expect(log.nextSteps).toEqual([
      { text: 'Buy a disk.', done: false },
      { text: 'Call Ann.', done: true },
      { text: 'Review 1 failed request', done: false },
    ]);
    expect(log.notes).toEqual(['Demo went well.', 'Kept as a note.']);
    expect(log.filesChanged).toEqual({ created: ['a.md'], modified: ['b.md'], deleted: ['c.md'] });
  });

  it('beyond two hundred of a kind is counted', () => {
    const many = Array.from({ length: 203 }, (_, index) => note('08:06:00', 'decision', `d${index}`));
    expect(logOf(many).decisions?.slice(-2)).toEqual(['d199', '(3 other decisions)']);
  });
});

describe('the ledger', () => {
  it('is not shown where nothing was lost', () => {
    const log = logOf([], {
      ledger: { ...NO_LOSS, emitted: 4, skipped: 3, skippedByType: { heartbeat: 2, tea_brewed: 1 } },
    });
    expect(log.details).toBeUndefined();
    expect(log.summary).toContain(
      'Left out by the configuration: 3 further events (heartbeat 2, tea_brewed 1).',
    );
  });

  it('is shown in full where events were lost', () => {
    const ledger = {
      emitted: 1_010,
      written: 1_000,
      skipped: 3,
      refused: 2,
      dropped: 5,
      skippedByType: { heartbeat: 3 },
      refusedByType: { '(no type)': 2 },
      droppedByType: { model_loaded: 1, request_completed: 4 },
    };
    const log = logOf([], { ledger });
    expect(log.summary).toContain('Lost: 7 events; see Issues Encountered.');
    expect(log.issues).toEqual([
      '5 events are not in the event log; see Ledger under Notes',
      '2 events could not be stored in any form; see Ledger under Notes',
    ]);
    expect(log.nextSteps).toEqual([
      { text: 'Check disk space and permissions of the log folder: 5 events lost', done: false },
    ]);
    expect(log.details).toMatchObject([
      {
        title: 'Ledger',
        table: {
          rows: [
            ['emitted by the program', '1,010'],
            ['written to the event log', '1,000'],
            ['skipped, left out by the configuration', '3'],
            ['refused, not to be stored in any form', '2'],
            ['dropped, not taken by the disk', '5'],
          ],
        },
      },
      {
        title: 'Ledger by Event Type',
        table: {
          rows: [
            ['heartbeat', 'skipped', '3'],
            ['(no type)', 'refused', '2'],
            ['request_completed', 'dropped', '4'],
            ['model_loaded', 'dropped', '1'],
          ],
        },
      },
    ]);
  });

  it('is replaced by the event log’s own records where there is none, as after a kill', () => {
    const gap = event('08:20:00', 'journal_gap', {
      from: '2026-03-14T08:10:00+11:00',
      to: '2026-03-14T08:19:00.500+11:00',
      dropped: 7,
      by_type: { request_completed: 4, model_loaded: 2, '': 0 },
    });
    const log = logOf([gap], { status: 'killed' });
    expect(log.issues).toContain(
      '7 events are not in the event log: request_completed 4, model_loaded 2 (08:10:00 to 08:19:00)',
    );
    expect(log.summary).toContain('Lost: 7 events; see Issues Encountered.');
    expect(logOf([gap], { ledger: NO_LOSS }).issues).toEqual([]);
  });
});

describe('configuration', () => {
  it('is told with its last values and how often it was reloaded', () => {
    const log = logOf([
      event('08:10:00', 'config_reloaded', { routing_aliases: 3, memory_threshold: 90, log_level: 'DEBUG' }),
      event('08:15:00', 'config_reloaded', { routing_aliases: 4, memory_threshold: 85.5, log_level: 'INFO' }),
    ]);
    expect(log.summary).toContain('Configuration: reloaded 2 times, last at 08:15:00.');
    expect(log.statusChanges?.find(({ area }) => area === 'Configuration')?.after).toBe(
      'reloaded 2 times, last at 08:15:00: routing_aliases 4, memory_threshold 85.5, log_level INFO',
    );
  });
});

describe('the timeline', () => {
  function timeline(events: readonly SummaryEvent[], end = {}): string {
    const { code } = detail(events, 'Models in Memory', end) as { code: { text: string } };
    return code.text;
  }

  it('draws a section for each model and a span for each time in memory', () => {
    const events = [
      event('08:10:00', 'model_loaded', { model_id: QWEN }),
      event('08:15:00', 'model_loaded', { model_id: GEMMA }),
      event('08:20:00', 'model_unloaded', { model_id: QWEN, reason: 'lru' }),
      event('08:25:00', 'model_loaded', { model_id: QWEN }),
    ];
    expect(timeline(events).split('\n').slice(1)).toEqual([
      '    title Models in memory',
      '    dateFormat YYYY-MM-DDTHH:mm:ss',
      '    axisFormat %H:%M',
      `    section ${QWEN}`,
      '    until lru unload :2026-03-14T08:10:00, 2026-03-14T08:20:00',
      '    until the end :2026-03-14T08:25:00, 2026-03-14T08:32:11',
      `    section ${GEMMA}`,
      '    until the end :2026-03-14T08:15:00, 2026-03-14T08:32:11',
    ]);
    expect(timeline(events, { status: 'running' })).toContain('    still loaded :2026-03-14T08:25:00');
  });

  it('shows dates on its axis when it is longer than a day', () => {
    const events = [event('08:10:00', 'model_loaded', { model_id: QWEN })];
    expect(timeline(events, { endedAt: at('2026-03-16 08:00:00') })).toContain('axisFormat %m-%d %H:%M');
  });

  it('has no character that Mermaid would read, whatever a model is called', () => {
    const names = ['a:b;c#d%%e,f', 'a_b_c_d__e_f', 'end', '\n```\n', '']; // the last is no name
    const text = timeline(names.map((model_id) => event('08:10:00', 'model_loaded', { model_id })));
    expect(text.match(/section .*/g)).toEqual([
      'section a_b_c_d_e_f',
      'section a_b_c_d__e_f',
      'section end',
      'section model',
    ]);
  });

  it('keeps two models apart whose names become the same', () => {
    const text = timeline(['a:b', 'a;b'].map((model_id) => event('08:10:00', 'model_loaded', { model_id })));
    expect(text.match(/section .*/g)).toEqual(['section a_b', 'section a_b 2']);
  });

  it('draws two hundred spans at most and says how many are missing', () => {
    const events = Array.from({ length: 205 }, () => [
      event('08:10:00', 'model_loaded', { model_id: QWEN }),
      event('08:11:00', 'model_unloaded', { model_id: QWEN, reason: 'lru' }),
    ]).flat();
    expect(timeline(events).split('\n').at(-1)).toBe('    %% 5 later spans not drawn');
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
