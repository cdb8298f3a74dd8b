import { expect, test } from 'vitest';
import type { SessionLogEntry } from '../app/api/types.js';
import { addressOf, findEvent } from '../app/pages/sessions/event-address.js';
import { buildModelSpans } from '../app/pages/sessions/model-spans.js';
import { parseEventLines, type SessionEvent } from '../app/pages/sessions/session-event.js';
import { selectSessions, toSessionRow } from '../app/pages/sessions/session-rows.js';

function entry(filename: string, more: Partial<SessionLogEntry> = {}): SessionLogEntry {
  const [date, time = ''] = [filename.slice(0, 10), filename.slice(11, 15)];
  return {
    filename,
    kind: filename.endsWith('.jsonl') ? 'events' : 'session',
    size_bytes: 1,
    created_at: `${date}T${time.slice(0, 2)}:${time.slice(2)}:00.000Z`,
    modified_at: `${date}T00:00:00.000Z`,
    date,
    time: `${time.slice(0, 2)}:${time.slice(2)}`,
    frontmatter: {},
    readable: true,
    ...more,
  };
}

function namesOf(entries: SessionLogEntry[], isWhole = true): string[] {
  return selectSessions(entries.map(toSessionRow), isWhole).map(({ name }) => name);
}

const LOG = '2026-02-24-1356-mac-runtime-session.md';
const EVENTS = '2026-02-24-135612-mac-events.jsonl';

test('an event log is left out where the log of its session names it', () => {
  const log = entry('2026-02-24-1300-mac-x.md', { device: 'mac', event_log: EVENTS });
  expect(namesOf([entry(EVENTS), log])).toEqual([log.filename]);
});

test('an event log of an old program is left out where a log began in its minute', () => {
  expect(namesOf([entry(EVENTS), entry(LOG, { device: 'mac' })])).toEqual([LOG]);
  expect(namesOf([entry(EVENTS), entry(LOG, { device: 'other' })])).toEqual([EVENTS, LOG]);
});

test('where two runtimes began in a minute and one has a log, no event log is hidden', () => {
  const second = '2026-02-24-135650-mac-events.jsonl';
  expect(namesOf([entry(second), entry(EVENTS), entry(LOG, { device: 'mac' })])).toEqual([
    second,
    EVENTS,
    LOG,
  ]);
});

test('an event log at the end of a page waits for the next page, which may have its log', () => {
  expect(namesOf([entry(EVENTS)], false)).toEqual([]);
  expect(namesOf([entry(EVENTS)], true)).toEqual([EVENTS]);
});

test('damage of an event log stands among its events', () => {
  const lines = [
    '{"data":{"a":1},"event_type":"model_load_failed","timestamp":"","timestamp_unix":1.5,"seq":1}',
    '{"damaged":{"kind":"damaged","reason":"no JSON","line_number":2,"length":9,"segment":1}}',
  ];
  expect(parseEventLines(`${lines.join('\n')}\n`)).toEqual([
    { type: 'model_load_failed', severity: 'error', at: 1_500, data: { a: 1 }, seq: 1 },
    { type: '(damaged)', severity: 'error', at: Number.NaN, data: { line: 2, reason: 'no JSON' } },
  ]);
});

test('an event without a number is found by its moment', () => {
  const events = parseEventLines(
    [1.0004, 2.0006, 3]
      .map((at) => `{"data":1,"event_type":"x","timestamp":"","timestamp_unix":${at}}`)
      .join('\n'),
  );
  expect(events.map((event) => findEvent(events, addressOf(event)))).toEqual([0, 1, 2]);
  expect(findEvent(events, {})).toBeUndefined();
  expect(findEvent(events, { seq: 1 })).toBeUndefined();
});

function modelEvent(at: number, type: string, data: object = {}): SessionEvent {
  return { type, severity: 'info', at, data: { model_id: 'm', ...data } };
}

function readiness(at: number, state: string): SessionEvent {
  return modelEvent(at, 'model_readiness_changed', { state });
}

function spansOf(...events: SessionEvent[]): [string, number, number, boolean][] {
  return buildModelSpans(events, 100).map(({ state, from, to, isOpen }) => [state, from, to, isOpen]);
}

test('a model is loading, checked, ready, and gone', () => {
  const spans = spansOf(
    readiness(1, 'admitted'),
    readiness(2, 'loading'),
    readiness(5, 'canary_pending'),
    modelEvent(6, 'model_loaded'),
    readiness(7, 'routable'),
    modelEvent(50, 'model_unloaded'),
  );
  expect(spans).toEqual([
    ['loading', 1, 5, false],
    ['checking', 5, 7, false],
    ['ready', 7, 50, false],
  ]);
});

test('a server without readiness says when a model was loaded; what is not unloaded lasts to the end', () => {
  expect(spansOf(modelEvent(10, 'model_loaded'), modelEvent(20, 'model_loaded'))).toEqual([
    ['ready', 10, 100, true],
  ]);
});

test('a load that has failed ends', () => {
  const failed = modelEvent(9, 'model_compatibility_recorded', { outcome: 'fail' });
  expect(spansOf(readiness(1, 'loading'), failed)).toEqual([['loading', 1, 9, false]]);
});

test('events that name no model, or of no moment, change nothing', () => {
  const nameless = { ...modelEvent(1, 'model_loaded'), data: null };
  expect(spansOf(nameless, modelEvent(Number.NaN, 'model_loaded'), readiness(3, 'constructor'))).toEqual([]);
});
