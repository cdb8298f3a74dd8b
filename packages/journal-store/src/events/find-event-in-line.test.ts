import { expect, it } from 'vitest';
import { findEventInLine } from './find-event-in-line.js';

const event = (seq: number): string =>
  `{"seq":${seq},"event_type":"model_loaded","timestamp":"2026-02-24T13:56:26.000+11:00","timestamp_unix":1771901786.25,"data":{"text":"café"}}`;

it('gives an event with the JSON that says it', () => {
  expect(findEventInLine(Buffer.from(event(3)))).toEqual({
    record: {
      kind: 'record',
      seq: 3,
      eventType: 'model_loaded',
      timestamp: '2026-02-24T13:56:26.000+11:00',
      time: 1771901786250,
      data: { text: 'café' },
    },
    json: event(3),
  });
});

it('gives JSON where Python wrote numbers that it does not have', () => {
  const found = findEventInLine(Buffer.from('{"event_type": "x", "data": {"NaN": NaN, "i": -Infinity}}'));
  expect(found?.json).toBe('{"event_type": "x", "data": {"NaN": null, "i": null}}');
  expect(found?.record.data).toEqual({ NaN: null, i: null });
});

it('gives the whole event behind one that was cut', () => {
  const line = Buffer.concat([Buffer.from(event(3)).subarray(0, -6), Buffer.from(event(4))]);
  expect(findEventInLine(line)).toMatchObject({ record: { seq: 4 }, json: event(4) });
});

it.each(['', '[1]', '{"event_type":1}', 'no JSON', '\xff'])('finds none in %j', (line) => {
  expect(findEventInLine(Buffer.from(line, 'latin1'))).toBeUndefined();
});

it('hangs on no line of quotes and backslashes, as a regular expression did', () => {
  expect(
    findEventInLine(Buffer.from(`{"event_type":"x","data":NaN,"m":"${'\\"'.repeat(1_000_000)}`)),
  ).toBeUndefined();
});
