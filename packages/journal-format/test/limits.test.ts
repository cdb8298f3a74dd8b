import { describe, expect, it } from 'vitest';
import { formatSessionLog } from '../src/index.js';
import { parseSessionLog, safeParseSessionLog, safeParseUpdateLog } from '../src/parse.js';
import { sessionLogSchema } from '../src/schema.js';
import type { SessionLog } from '../src/types.js';
import { readYamlFrontmatter } from '../src/yaml-frontmatter.js';

/** Each took from seconds to for ever, or ended in a stack overflow, before it was refused. */
const TOO_DEEP: Record<string, string> = {
  bullets: `${'- '.repeat(1000)}a`,
  quotes: '>'.repeat(2500),
  'numbered lists': '1. '.repeat(800),
  'quotes and lists': '> - 1. '.repeat(400),
  footnotes: '[^a]: '.repeat(600),
  'lists by their indentation': Array.from({ length: 40 }, (_, depth) => `${'  '.repeat(depth)}- a`).join(
    '\n',
  ),
  emphasis: `${'*a _b '.repeat(700)}c${'_ b*'.repeat(700)}`,
  'a run of asterisks': `${'*'.repeat(1500)}a${'*'.repeat(1500)}`,
  brackets: '['.repeat(2500),
  links: `${'['.repeat(1200)}a${'](b)'.repeat(1200)}`,
  images: `${'!['.repeat(1100)}a${'](b)'.repeat(1100)}`,
  'closers without an opener': 'a* '.repeat(2500),
  'links whose target does not end': '[a](b ('.repeat(100),
};

/** Each is many times something that costs as much as all that stands before it. */
const TOO_MUCH: Record<string, string> = {
  'definitions of links': Array.from({ length: 2500 }, (_, index) => `[a${index}]: b`).join('\n'),
  footnotes: Array.from({ length: 2500 }, (_, index) => `[^a${index}]: b`).join('\n'),
  'references to a long address': `[a]: ${'b'.repeat(20_000)}\n\n${'[a]\n\n'.repeat(10)}`,
  'lines without the mark of their quote': `> a\n${'b\n'.repeat(5000)}`,
  'lists that end': '- a\n\nb\n\n'.repeat(2500),
  'quotes that end': '> a\n\nb\n\n'.repeat(2500),
  'code that lines behind it end': '> ```\nb\n'.repeat(4000),
  'underlined headings': 'a\n=\n'.repeat(3000),
};

describe('a document that would not be parsed in bounded time', () => {
  it.each(Object.entries(TOO_DEEP))('is refused: %s', (_, markdown) => {
    for (const safeParse of [safeParseSessionLog, safeParseUpdateLog]) {
      const result = safeParse(`## Summary\n\n${markdown}\n`);
      expect(result).toMatchObject({ ok: false, error: { code: 'JOURNAL_FORMAT_TOO_DEEP' } });
    }
  });

  it.each(Object.entries(TOO_MUCH))('is refused with its line: too many %s', (_, markdown) => {
    expect(safeParseSessionLog(`## Summary\n\n${markdown}\n`)).toMatchObject({
      ok: false,
      error: { code: 'JOURNAL_FORMAT_TOO_LARGE', facts: { lineNumber: expect.any(Number) } },
    });
  });

  it('is read where it has as much in a form that costs nothing', () => {
    const summary = Array.from({ length: 4000 }, (_, index) => `a${index}`);
    expect(parseSessionLog(formatSessionLog({ summary }))).toEqual({ summary });
    const nested = Array.from({ length: 30 }, (_, depth) => `${'  '.repeat(depth)}- a`).join('\n');
    expect(parseSessionLog(nested)).toEqual({ otherSections: [{ markdown: nested }] });
    const rules = 'a\n\n---\n\n'.repeat(4000).trim();
    expect(parseSessionLog(rules)).toEqual({ otherSections: [{ markdown: rules }] });
    const quotes = '> a\nb\n'.repeat(100);
    const markdown = `${'> '.repeat(15)}${'- '.repeat(15)}a\n\n${quotes}`.trim();
    expect(parseSessionLog(markdown)).toEqual({ otherSections: [{ markdown }] });
  });

  it('is refused where it is too large', () => {
    const result = safeParseSessionLog('a'.repeat(8 * 1024 * 1024 + 1));
    expect(result).toMatchObject({
      ok: false,
      error: { code: 'JOURNAL_FORMAT_TOO_LARGE', facts: { length: 8_388_609, maxLength: 8_388_608 } },
    });
  });

  it('is read where only its code looks like that', () => {
    for (const code of [...Object.values(TOO_DEEP), '- - - '.repeat(50)]) {
      const log: SessionLog = { details: [{ title: 'Code', code: { text: code } }] };
      expect(parseSessionLog(formatSessionLog(log))).toEqual(log);
    }
  });
});

describe('a text of ours', () => {
  it.each([
    ...Object.entries(TOO_DEEP),
    ['exclamation marks', '!'.repeat(2500)],
    ['closing brackets', 'a] '.repeat(2500)],
    ['a rule', '- '.repeat(2500)],
  ])('is read back however many marks it has: %s', (_, text) => {
    const log = sessionLogSchema.parse({
      title: text,
      summary: [text],
      statusChanges: [{ area: text, before: text, after: 'x' }],
      nextSteps: [{ text, done: false }],
    });
    expect(parseSessionLog(formatSessionLog(log))).toEqual(log);
  });
});

describe('markup nested deeper than a field may have', () => {
  const markdown = `- ${'*a **b '.repeat(15)}c${' b** a*'.repeat(15)}`;

  it('is kept as the markdown that it is', () => {
    const log = parseSessionLog(`## Summary\n${markdown}\n`);
    expect(log).toEqual({ otherSections: [{ heading: 'Summary', markdown }] });
    expect(sessionLogSchema.parse(log)).toEqual(log);
    expect(parseSessionLog(formatSessionLog(log))).toEqual(log);
  });

  it('is plain text in a title', () => {
    const { title } = parseSessionLog(`# ${markdown.slice(2)}\n`);
    expect(title).toMatch(/^a b a b .* b a$/);
  });
});

describe('frontmatter that would not be read in bounded time', () => {
  it.each([
    ['nested lists', `a: ${'['.repeat(60_000)}`],
    ['nested lists as a block', `a:\n  ${'- '.repeat(2000)}b`],
    ['nested maps', Array.from({ length: 40 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n')],
    ['aliases', `a: &x [1]\n${'b: [*x]\n'.repeat(20)}c: {}`],
  ])('is refused, or read as text: %s', (_, yaml) => {
    const text = `---\n${yaml}\n---\n`;
    const result = safeParseSessionLog(text);
    if (result.ok) expect(result.log.properties?.a).toBeTypeOf('string');
    else expect(result.error.code).toBe('JOURNAL_FORMAT_FRONTMATTER_INVALID');
    expect(readYamlFrontmatter(text)?.a).not.toBeTypeOf('object');
  });

  it('is read with an alias or a few, and as deep as a property may be', () => {
    expect(readYamlFrontmatter('---\na: &x [1]\nb: *x\n---\n')).toEqual({ a: [1], b: [1] });
    const properties = { deep: JSON.parse(`${'['.repeat(15)}"x"${']'.repeat(15)}`) };
    const log = sessionLogSchema.parse({ properties });
    expect(parseSessionLog(formatSessionLog(log))).toEqual({ properties });
  });
});

describe('a table that leaves out very many cells', () => {
  it('is kept as the markdown that it is', () => {
    const markdown = `### A\n${'|a'.repeat(200)}|\n${'|-'.repeat(200)}|\n${'|b|\n'.repeat(60)}`.trim();
    expect(parseSessionLog(`## Notes\n${markdown}\n`)).toEqual({
      otherSections: [{ heading: 'Notes', markdown }],
    });
  });
});

describe('a large log', () => {
  it('is read back', () => {
    const summary = Array.from({ length: 500 }, (_, index) => `model_loaded ${index}: a_b *c* [d](e)`);
    const log: SessionLog = {
      summary,
      eventCounts: summary.map((type, count) => ({ type, count })),
      nextSteps: summary.map((text) => ({ text, done: true })),
    };
    expect(parseSessionLog(formatSessionLog(log))).toEqual(log);
  });
});
