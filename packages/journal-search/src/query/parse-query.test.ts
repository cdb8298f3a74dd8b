import { describe, expect, it } from 'vitest';
import { parseQuery } from './parse-query.js';

const NOW = Date.parse('2026-02-24T12:00:00Z');
const CONTEXT = { now: NOW, timeZone: 'Australia/Sydney' };
const EMPTY = { terms: [], filters: [], excludedTerms: [], excludedFilters: [] };

const term = (tokens: string, isPrefix = false) => ({ tokens: tokens.split(' '), isPrefix });

describe('a query', () => {
  it.each([
    ['timeout', { terms: [term('timeout')] }],
    ['  Out   MEMORY ', { terms: [term('out'), term('memory')] }],
    ['"out of memory"', { terms: [term('out of memory')] }],
    ['model_loaded', { terms: [term('model loaded')] }],
    ['MiniMax-M2.5', { terms: [term('minimax m2 5')] }],
    ['load*', { terms: [term('load', true)] }],
    ['model_lo*', { terms: [term('model lo', true)] }],
    ['"out of mem"*', { terms: [term('out of mem', true)] }],
    ['-timeout', { excludedTerms: [term('timeout')] }],
    ['-"out of" -load*', { excludedTerms: [term('out of'), term('load', true)] }],
    ['Café Straße', { terms: [term('cafe'), term('strasse')] }],
    ['東京', { terms: [term('東 京')] }],
    ['12:30', { terms: [term('12 30')] }],
    ['"device:x"', { terms: [term('device x')] }],
    ['device:studio', { filters: [{ name: 'device', value: 'studio' }] }],
    ['DEVICE:Studio', { filters: [{ name: 'device', value: 'Studio' }] }],
    ['user:"ann b"', { filters: [{ name: 'user', value: 'ann b' }] }],
    ['type:model_*', { filters: [{ name: 'type', value: 'model_*' }] }],
    ['severity:ERROR', { filters: [{ name: 'severity', value: 'error' }] }],
    ['-status:clean', { excludedFilters: [{ name: 'status', value: 'clean' }] }],
    ['since:2h', { filters: [{ name: 'since', value: '2h', at: NOW - 7_200_000 }] }],
    ['until:7d', { filters: [{ name: 'until', value: '7d', at: NOW - 7 * 86_400_000 }] }],
    [
      'since:2026-02-24',
      { filters: [{ name: 'since', value: '2026-02-24', at: Date.parse('2026-02-24T00:00+11:00') }] },
    ],
    [
      'until:2026-02-24',
      { filters: [{ name: 'until', value: '2026-02-24', at: Date.parse('2026-02-25T00:00+11:00') - 1 }] },
    ],
    [
      'since:2026-02-24T10:00Z',
      { filters: [{ name: 'since', value: '2026-02-24T10:00Z', at: Date.parse('2026-02-24T10:00Z') }] },
    ],
    [
      'since:"2026-02-24T10:00:05"',
      {
        filters: [
          { name: 'since', value: '2026-02-24T10:00:05', at: Date.parse('2026-02-24T10:00:05+11:00') },
        ],
      },
    ],
  ])('%s', (text, expected) => {
    expect(parseQuery(text, CONTEXT)).toEqual({ ...EMPTY, ...expected });
  });

  it('has local days of 23 hours where the clock is put forward', () => {
    const { filters } = parseQuery('since:2026-03-29 until:2026-03-29', {
      now: NOW,
      timeZone: 'Europe/Berlin',
    });
    expect((filters[1]?.at ?? 0) - (filters[0]?.at ?? 0)).toBe(23 * 3_600_000 - 1);
  });

  it.each([
    ['', 1, '', 'asks for nothing', 'Give a word'],
    ['   ', 1, '   ', 'asks for nothing', 'Give a word'],
    ['a "b c', 3, '"b c', 'a quote that is not closed', 'Add a closing quote'],
    ['"a"b', 4, 'b', 'follows a quote without a space', 'Put a space'],
    ['a"b" c', 2, '"b"', 'a quote inside of a word', 'Put a space'],
    ['a -', 3, '', 'no letter or digit', 'Only letters and digits'],
    ['...', 1, '...', 'no letter or digit', 'Only letters and digits'],
    ['mo*el', 1, 'mo*el', 'a * that is not at its end', 'may only end a word'],
    ['a *', 3, '*', 'no letter or digit', 'Only letters and digits'],
    ['load-*', 1, 'load-*', 'a * that follows no word', 'right after a letter'],
    ['x devise:studio', 3, 'devise:', 'is no filter', 'Did you mean device:?'],
    ['http://x', 1, 'http:', 'is no filter', 'go into quotes'],
    ['device:', 1, 'device:', 'has no value', 'After device: comes a device'],
    ['type:""', 1, 'type:', 'has no value', 'the type of an event'],
    ['type:"a"*', 1, 'type:', 'a * behind its quotes', 'the type of an event'],
    ['severity:bad', 1, 'severity:bad', 'is no severity', 'info, warning, error or critical'],
    ['since:yesterday', 1, 'since:yesterday', 'names no time', 'YYYY-MM-DD'],
    ['since:2026-02-30', 1, 'since:2026-02-30', 'names no time', 'YYYY-MM-DD'],
    ['until:2026-02-24T25:00Z', 1, 'until:2026-02-24T25:00Z', 'names no time', '7d'],
  ])('refuses %j and says where, what and how to mend it', (text, place, value, problem, fix) => {
    const refusal = (): unknown => parseQuery(text, CONTEXT);
    expect(refusal).toThrow(problem);
    expect(refusal).toThrow(fix);
    expect(refusal).toThrow(`${JSON.stringify(value)} at place ${place} `);
    expect(refusal).toThrow(expect.objectContaining({ code: 'JOURNAL_SEARCH_QUERY_INVALID' }));
  });

  it('is bounded in length and in parts', () => {
    expect(() => parseQuery('a'.repeat(1_001), CONTEXT)).toThrow('goes on beyond 1000 characters');
    expect(() => parseQuery('a '.repeat(51), CONTEXT)).toThrow('is one of more than 50 parts');
    expect(parseQuery('a '.repeat(50), CONTEXT).terms).toHaveLength(50);
  });
});
