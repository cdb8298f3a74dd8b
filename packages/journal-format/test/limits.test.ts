import { describe, expect, it } from 'vitest';
import { formatSessionLog } from '../src/index.js';
import { parseSessionLog, safeParseSessionLog, safeParseUpdateLog } from '../src/parse.js';
import { sessionLogSchema } from '../src/schema.js';
import type { SessionLog } from '../src/types.js';

/** Each took from seconds to for ever, or ended in a stack overflow, before it was refused. */
const TOO_DEEP: Record<string, string> = {
  bullets: `${'- '.repeat(1000)}a`,
  quotes: '>'.repeat(2500),
  'numbered lists': '1. '.repeat(800),
  'quotes and lists': '> - 1. '.repeat(400),
  footnotes: '[^a]: '.repeat(600),
  'lists by their indentation': Array.from({ length: 120 }, (_, depth) => `${'  '.repeat(depth)}- a`).join(
    '\n',
  ),
  emphasis: `${'*a _b '.repeat(700)}c${'_ b*'.repeat(700)}`,
  'a run of asterisks': `${'*'.repeat(1500)}a${'*'.repeat(1500)}`,
  brackets: '['.repeat(2500),
  links: `${'['.repeat(1200)}a${'](b)'.repeat(1200)}`,
  images: `${'!['.repeat(1100)}a${'](b)'.repeat(1100)}`,
  'closers without an opener': 'a* '.repeat(2500),
};

describe('a document that would not be parsed in bounded time', () => {
  it.each(Object.entries(TOO_DEEP))('is refused: %s', (_, markdown) => {
    for (const safeParse of [safeParseSessionLog, safeParseUpdateLog]) {
      const result = safeParse(`## Summary\n\n${markdown}\n`);
      expect(result).toMatchObject({ ok: false, error: { code: 'JOURNAL_FORMAT_TOO_DEEP' } });
    }
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
