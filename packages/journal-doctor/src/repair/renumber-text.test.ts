import { parseUpdateLog } from '@opta/journal-format/parse';
import { readYamlFrontmatter } from '@opta/journal-format/yaml-frontmatter';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BARE, FREE_FORM, updateText } from '../../test/log-texts.js';
import { renumberText } from './renumber-text.js';

describe('renumberText', () => {
  it.each(['lmx', 'cli'] as const)('changes id and aliases of a %s log, and nothing else', (dialect) => {
    const text = updateText({ id: '007', uid: '01JMT' }, dialect);
    const renumbered = renumberText(text, { id: '008', alias: '007' });
    expect(parseUpdateLog(renumbered ?? '')).toEqual({
      ...parseUpdateLog(text),
      id: '008',
      aliases: ['007'],
    });
    const changed = (renumbered ?? '').split('\n').filter((line) => !text.split('\n').includes(line));
    expect(changed).toEqual(['id: "008"', 'aliases: ["007"]']);
  });

  it('keeps the aliases that a log has from before', () => {
    const text = updateText({ id: '200', aliases: ['007'] });
    expect(parseUpdateLog(renumberText(text, { id: '201', alias: '200' }) ?? '').aliases).toEqual([
      '007',
      '200',
    ]);
  });

  it('keeps every byte of a free-form log but those of the two lines', () => {
    expect(renumberText(FREE_FORM, { id: '008', alias: '007' })).toBe(
      FREE_FORM.replace('id: 007   # by hand\n', 'id: "008"\n').replace(
        '  - hub\n',
        '  - hub\naliases: ["007"]\n',
      ),
    );
  });

  it('puts a frontmatter before a log that has none, and keeps all its bytes', () => {
    expect(renumberText(BARE, { id: '228', alias: '227' })).toBe(
      `---\r\nid: 228\r\naliases: ["227"]\r\n---\r\n\r\n${BARE}`,
    );
    expect(renumberText(`\uFEFF# x\n`, { id: '228', alias: '227' })).toBe(
      '\uFEFF---\nid: 228\naliases: ["227"]\n---\n\n# x\n',
    );
  });

  it.each([
    ['aliases: []', 'aliases: ["007"]'],
    ['aliases:', 'aliases: ["007"]'],
    ['aliases: Master hub', undefined],
    ['aliases: hub', 'aliases: [hub, "007"]'],
    ['aliases: [hub, "003"]', 'aliases: [hub, "003", "007"]'],
    ['aliases:\n  - hub\n  - "003"', 'aliases:\n  - hub\n  - "003"\n  - "007"'],
    ['aliases:\n- hub', 'aliases:\n- hub\n- "007"'],
    ['aliases: ["007"]', 'aliases: ["007"]'],
    ['aliases:\n  hub: 1', undefined],
  ])('adds to %j', (before, after) => {
    const text = `---\nid: "007"\n${before}\nx: 1\n---\n* body\n`;
    const expected = after === undefined ? undefined : `---\nid: "008"\n${after}\nx: 1\n---\n* body\n`;
    expect(renumberText(text, { id: '008', alias: '007' })).toBe(expected);
  });

  it('remembers the number that the frontmatter had, if it is yet another one', () => {
    const text = '---\nid: "005"\n---\n* body\n';
    expect(renumberText(text, { id: '008', alias: '007' })).toContain('aliases: ["007", "005"]');
    expect(renumberText(text, { id: '009' })).toContain('aliases: ["005"]');
    expect(renumberText(text, { id: '005' })).toBe(text);
  });

  it.each([
    ['has no end', '---\nid: 007\n# x\n'],
    ['is no list of keys', '---\n- a\n---\n# x\n'],
    ['has an id over several lines', '---\nid:\n  a: 1\n---\n# x\n'],
  ])('refuses a log whose frontmatter %s', (_, text) => {
    expect(renumberText(text, { id: '008', alias: '007' })).toBeUndefined();
  });

  it('never loses a byte of a body, and always says the new number', () => {
    const line = fc.stringMatching(/^[ -~\u00e0-\u00ff]{0,20}$/);
    const keys = fc.uniqueArray(fc.tuple(fc.stringMatching(/^[b-h]{1,6}$/), line), {
      selector: ([key]) => key,
      maxLength: 4,
    });
    fc.assert(
      fc.property(keys, fc.array(line), fc.constantFrom('\n', '\r\n'), (entries, body, newline) => {
        const head = ['---', 'id: 7', ...entries.map(([key, value]) => `${key}: ${value}`), '---'];
        const text = [...head, ...body].join(newline);
        const renumbered = renumberText(text, { id: '008', alias: '7' });
        if (renumbered === undefined) return;
        expect(renumbered.endsWith(['---', ...body].join(newline))).toBe(true);
        expect(readYamlFrontmatter(renumbered)).toEqual({
          ...readYamlFrontmatter(text),
          id: '008',
          aliases: ['7'],
        });
        expect(renumberText(text, { id: '008', alias: '7' })).toBe(renumbered);
      }),
    );
  });
});
