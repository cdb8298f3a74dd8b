import fc from 'fast-check';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { describe, expect, it } from 'vitest';
import { hostileUpdateLog } from '../../test/arbitraries.js';
import { buildSessionLogTree, formatUpdateLog } from '../index.js';
import { updateLogSchema } from '../schema.js';
import { journalPreset } from './journal-preset.js';

const pipeline = unified().use(remarkParse).use(journalPreset);

describe('journalPreset', () => {
  it('writes as tight as our logs and escapes no more than needed', () => {
    const source =
      '---\na:   1\n---\n\nTitle\n=====\n\n## List\n\n* model_loaded\n* a \\* b\n\n|a|b|\n|-|-:|\n|c|~~d~~|\n';
    expect(String(pipeline.processSync(source))).toBe(
      '---\na:   1\n---\n\n# Title\n\n## List\n- model_loaded\n- a * b\n\n| a | b |\n| --- | ---: |\n| c | ~~d~~ |\n',
    );
  });

  it('makes no links of plain addresses', () => {
    const source = 'See www.example.org, https://example.org/a_b and ann@example.org.\n';
    expect(String(pipeline.processSync(source))).toBe(source);
  });

  it('reads and writes tasks and footnotes', () => {
    const source = '- [x] done[^1]\n- [ ] open\n\n[^1]: A note.\n';
    expect(String(pipeline.processSync(source))).toBe(source);
  });

  it('changes no document a second time', () => {
    fc.assert(
      fc.property(hostileUpdateLog, ({ otherSections: _, properties: __, ...log }) => {
        const text = formatUpdateLog(updateLogSchema.parse(log));
        const once = String(pipeline.processSync(text));
        expect(String(pipeline.processSync(once))).toBe(once);
      }),
      { numRuns: 300 },
    );
  });

  it('writes trees that were built here', () => {
    const tree = buildSessionLogTree({ title: 'A_b', summary: ['# c'] });
    expect(pipeline.stringify(tree)).toBe('# A_b\n\n## Summary\n- \\# c\n');
  });
});
