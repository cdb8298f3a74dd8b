import { describe, expect, it } from 'vitest';
import type { SummaryEvent } from '../src/index.js';
import { detail, logOf, summaryOf } from './fold-events.js';
import { at, event, GEMMA, KIMI, loading, MISTRAL, QWEN, readiness } from './sample-session.js';

function stateOf(events: readonly SummaryEvent[], area: string): unknown {
  const row = logOf(events).statusChanges?.find((change) => change.area === area);
  return row === undefined ? undefined : [row.before, row.after];
}

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
