import { describe, expect, it } from 'vitest';
import { sampleSession } from '../../test/sample-session.js';
import { createSummary } from '../create-summary.js';
import { readCount, readDurationMs, readField, readNumber, readText } from './read-field.js';

describe('readField', () => {
  it.each([undefined, null, 7, 'text', true])('finds nothing in %s', (data) => {
    expect(readField(data, 'toString')).toBeUndefined();
  });

  it('finds own properties only', () => {
    expect(readField({}, 'constructor')).toBeUndefined();
    expect(readField(JSON.parse('{"__proto__": 7}'), '__proto__')).toBe(7);
  });

  it('calls no getter', () => {
    const data = {
      get model_id(): string {
        throw new Error('called');
      },
    };
    expect(readField(data, 'model_id')).toBeUndefined();
  });
});

describe('readText', () => {
  it('takes no text that says nothing', () => {
    expect(readText({ reason: ' \n ' }, 'reason', 10)).toBeUndefined();
    expect(readText({ reason: 7 }, 'reason', 10)).toBeUndefined();
    expect(readText({ reason: ' ttl\n' }, 'reason', 10)).toBe('ttl');
  });
});

describe('readNumber', () => {
  it.each([-1, 11, Number.NaN, Number.POSITIVE_INFINITY, '7', null, [7], 7n])('does not take %s', (value) => {
    expect(readNumber({ value }, 'value', 10)).toBeUndefined();
  });

  it.each([0, 0.5, 10])('takes %s', (value) => {
    expect(readNumber({ value }, 'value', 10)).toBe(value);
  });
});

describe('a negative zero', () => {
  it('made a live summary differ from one that was read from a file', () => {
    expect(readNumber({ value: -0 }, 'value', 10)).toBe(0);
    const summary = createSummary(sampleSession);
    summary.add({ type: 'tea_brewed', data: {}, time: -0 });
    expect(summary.snapshot().lastEvent).toStrictEqual({ type: 'tea_brewed', time: 0 });
  });
});

describe('readCount', () => {
  it.each([0.5, 2 ** 53, -1, '1'])('does not take %s', (value) => {
    expect(readCount({ value }, 'value')).toBeUndefined();
  });

  it('takes whole numbers', () => {
    expect(readCount({ value: 7 }, 'value')).toBe(7);
  });
});

describe('readDurationMs', () => {
  it('prefers milliseconds and converts seconds', () => {
    expect(readDurationMs({ duration_ms: 5, duration_sec: 7 })).toBe(5);
    expect(readDurationMs({ duration_sec: 7 })).toBe(7_000);
    expect(readDurationMs({ duration_ms: -1, duration_sec: 7 })).toBe(7_000);
    expect(readDurationMs({ duration_ms: 'long' })).toBeUndefined();
  });
});
