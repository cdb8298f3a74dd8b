import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planBlock } from './marked-block.js';

const LINES = ['.opta-journal/', '/logs/archive/'];

describe('planBlock', () => {
  it('gives a new file, or what is put at the end of one that is there', () => {
    const block =
      '# opta-journal: begin (written by opta-journal init)\n.opta-journal/\n/logs/archive/\n# opta-journal: end\n';
    expect(planBlock(undefined, LINES, '#')).toEqual({ kind: 'add', text: block });
    expect(planBlock('', LINES, '#')).toEqual({ kind: 'add', text: block });
    expect(planBlock('dist', LINES, '#')).toEqual({ kind: 'add', text: `\n\n${block}` });
    expect(planBlock('dist\n', LINES, '#')).toEqual({ kind: 'add', text: `\n${block}` });
  });

  it('adds no block where every line is there', () => {
    expect(planBlock('/logs/archive/\n.opta-journal/', LINES, '#')).toEqual({ kind: 'there' });
  });

  it('tells which lines differ from an earlier block, also from one without its end', () => {
    const text = '# opta-journal: begin\n/logs/archive/\n# mine\n/other/\n';
    expect(planBlock(text, LINES, '#')).toEqual({
      kind: 'differs',
      missing: ['.opta-journal/'],
      superfluous: ['/other/'],
    });
  });

  it('changes nothing the second time, whatever the file', () => {
    const line = fc.constantFrom(...LINES, 'dist', '', '# a comment', ' /logs/archive/', '\\#x');
    const text = fc
      .tuple(fc.array(line), fc.constantFrom('\n', '\r\n'), fc.boolean())
      .map(([lines, eol, isEnded]) => lines.join(eol) + (isEnded ? eol : ''));
    fc.assert(
      fc.property(fc.option(text, { nil: undefined }), (before) => {
        const plan = planBlock(before, LINES, '#');
        const after = (before ?? '') + (plan.kind === 'add' ? plan.text : '');
        expect(planBlock(after, LINES, '#')).toEqual({ kind: 'there' });
        expect(after.split(/\r?\n/)).toEqual(expect.arrayContaining(LINES));
      }),
    );
  });
});
