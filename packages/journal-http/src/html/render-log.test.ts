import { expect, it } from 'vitest';
import { MAX_PARSED_BYTES } from '../constants.js';
import { renderLog } from './render-log.js';

it('a log whose aliases would make many times as much of it is not rendered', () => {
  const four = (name: string) => `[*${name}, *${name}, *${name}, *${name}]`;
  const text = `---\na: &a ${'x'.repeat(MAX_PARSED_BYTES - 100)}\nb: &b ${four('a')}\nc: ${four('b')}\n---\n`;
  expect(renderLog({ text, kind: 'update', fileName: 'x.md', type: 'application/json' })).toEqual({
    ok: false,
    status: 406,
    reason: expect.stringContaining('As application/json this log has more than'),
  });
});
