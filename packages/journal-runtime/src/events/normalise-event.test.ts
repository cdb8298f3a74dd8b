import { describe, expect, it } from 'vitest';
import { normaliseEvent } from './normalise-event.js';

const NOW = 1_772_090_886_115;

describe('normaliseEvent', () => {
  it('takes our shape', () => {
    const data = { a: 1 };
    expect(normaliseEvent({ type: 'x', data, time: 5 }, () => NOW)).toEqual({ type: 'x', data, time: 5 });
  });

  it('takes a line of LMX, preferring the exact unix seconds', () => {
    const line = {
      data: { model_id: 'm' },
      event_type: 'model_unloaded',
      timestamp: '2026-02-26T18:28:06.115569+11:00',
      timestamp_unix: 1772090886.1155689,
    };
    expect(normaliseEvent(line, () => 0)).toEqual({
      type: 'model_unloaded',
      data: { model_id: 'm' },
      time: 1_772_090_886_116,
    });
  });

  it.each([
    ['unix seconds', { timestamp: 1772090886.115 }],
    ['milliseconds in timestamp', { timestamp: NOW }],
    ['an ISO text in timestamp', { timestamp: '2026-02-26T18:28:06.115+11:00' }],
    ['a Date in timestamp', { timestamp: new Date(NOW) }],
    ['a Date in time', { time: new Date(NOW) }],
    ['an ISO text in time', { time: '2026-02-26T07:28:06.115Z' }],
    ['no time', {}],
    ['NaN', { time: Number.NaN }],
    ['an invalid Date', { time: new Date('yesterday') }],
    ['a word', { time: 'yesterday' }],
    ['a year with five digits', { time: 8e15 }],
    ['a time before 1970', { time: -1 }],
    ['an object', { time: {} }],
  ])('reads %s', (_name, fields) => {
    expect(normaliseEvent({ type: 'x', ...fields }, () => NOW)).toMatchObject({ time: NOW });
  });

  it('gives an event without data an empty object, and keeps null', () => {
    expect(normaliseEvent({ type: 'x' }, () => NOW)).toMatchObject({ data: {} });
    expect(normaliseEvent({ type: 'x', data: null }, () => NOW)).toMatchObject({ data: null });
  });

  it.each([
    ['undefined', undefined, '(no type)'],
    ['a text', 'model_loaded', '(no type)'],
    ['no type', { data: {} }, '(no type)'],
    ['an empty type', { type: '' }, '(no type)'],
    ['a number as type', { type: 7 }, '(no type)'],
    ['a type of 257 characters', { type: 'x'.repeat(257) }, '(type too long)'],
    ['a record of our own', { type: 'journal_session_end' }, 'journal_session_end'],
  ])('refuses %s', (_name, event, refused) => {
    expect(normaliseEvent(event, () => NOW)).toEqual({ refused });
  });

  it('replaces a lone surrogate in a type and keeps a pair', () => {
    expect(normaliseEvent({ type: 'a\ud800b😀' }, () => NOW)).toMatchObject({ type: 'a\ufffdb😀' });
  });
});
