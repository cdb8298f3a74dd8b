import { describe, expect, it } from 'vitest';
import { formatSessionLog, formatUpdateLog } from '../src/index.js';
import { parseSessionLog, parseUpdateLog } from '../src/parse.js';
import type { SessionLog, UpdateLog } from '../src/types.js';

const SESSIONS: [string, SessionLog, string][] = [
  ['no item', { summary: [] }, '- (none)'],
  ['the item (none)', { summary: ['(none)'] }, '- \\\\(none)'],
  ['the item \\(none)', { summary: ['\\(none)'] }, '- \\\\\\\\(none)'],
  ['(none) among others', { summary: ['(none)', 'x'] }, '- \\\\(none)\n- x'],
  ['(none of it)', { summary: ['(none of it)'] }, '- (none of it)'],
  ['an empty item', { summary: [''] }, '-'],
  ['no event', { eventCounts: [] }, '| none | 0 |'],
  ['no event of type none', { eventCounts: [{ type: 'none', count: 0 }] }, '| \\none | 0 |'],
  ['an event of type none', { eventCounts: [{ type: 'none', count: 1 }] }, '| \\none | 1 |'],
  ['no metadata', { metadata: [] }, '- (none)'],
  ['metadata without a name', { metadata: [{ name: '', value: 'x' }] }, '- : x'],
  ['metadata named (none)', { metadata: [{ name: '(none)', value: '' }] }, '- (none):'],
  ['no next step', { nextSteps: [] }, '- (none)'],
  ['the step (none)', { nextSteps: [{ text: '(none)' }] }, '- \\\\(none)'],
  ['a task without text', { nextSteps: [{ text: '', done: false }] }, '- [ ] (empty)'],
  ['the task (empty)', { nextSteps: [{ text: '(empty)', done: true }] }, '- [x] \\\\(empty)'],
];

const UPDATES: [string, UpdateLog, string][] = [
  ['a value that is not set', { commandInputs: [{ name: 'a', value: null }] }, '- `a`: `(unset)`'],
  ['the value (unset)', { commandInputs: [{ name: 'a', value: '(unset)' }] }, '- `a`: `\\(unset)`'],
  ['the value \\(unset)', { commandInputs: [{ name: 'a', value: '\\(unset)' }] }, '- `a`: `\\\\(unset)`'],
  ['an empty value', { commandInputs: [{ name: 'a', value: '' }] }, '- `a`: `(empty)`'],
  ['the value (empty)', { commandInputs: [{ name: 'a', value: '(empty)' }] }, '- `a`: `\\(empty)`'],
  ['a value (none)', { commandInputs: [{ name: 'a', value: '(none)' }] }, '- `a`: `(none)`'],
  ['no input', { commandInputs: [] }, '- (none)'],
  ['no step', { steps: [] }, '| (none) | (none) | (none) | skip | (none) |'],
  [
    'a step that looks like none',
    {
      steps: [{ target: '(none)', component: '(none)', step: '(none)', status: 'skip', message: '(none)' }],
    },
    '| \\\\(none) | (none) | (none) | skip | (none) |',
  ],
];

describe('nothing and what looks like it', () => {
  it.each(SESSIONS)('are told apart: %s', (_, log, written) => {
    const text = formatSessionLog(log);
    expect(text).toContain(`${written}\n`);
    expect(parseSessionLog(text)).toEqual(log);
  });

  it.each(UPDATES)('are told apart: %s', (_, log, written) => {
    const text = formatUpdateLog(log);
    expect(text).toContain(`${written}\n`);
    expect(parseUpdateLog(text)).toEqual(log);
  });

  it('are told apart where the CLI has no steps', () => {
    expect(parseUpdateLog(formatUpdateLog({ steps: [] }, { dialect: 'cli' }))).toEqual({ steps: [] });
  });
});
