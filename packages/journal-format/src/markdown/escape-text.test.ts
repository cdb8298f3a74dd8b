import type { Paragraph, Root } from 'mdast';
import { describe, expect, it } from 'vitest';
import { ESCAPE_RULES, type EscapeRule } from './escape-text.js';
import { MAX_INLINE_MARKS, MarkdownLimitError } from './markdown-limits.js';
import { parseMarkdown } from './parse-markdown.js';
import { serializeMarkdown } from './serialize-markdown.js';

/** By the name of the rule, a text and how it is written because of it. */
const EXAMPLES: Record<string, readonly [text: string, written: string]> = {
  'white space at an edge': [' a ', '&#x20;a&#x20;'],
  'line ending': ['a\n\nb', 'a&#xA;&#xA;b'],
  'byte order mark': ['\uFEFFa', '&#xFEFF;a'],
  heading: ['# a', '\\# a'],
  'block quote': ['> a', '\\> a'],
  'list item at the start of a block': ['- a', '\\- a'],
  'list item in a paragraph': ['a\n- b', 'a\n\\- b'],
  'numbered item at the start of a block': ['1. a', '1\\. a'],
  'numbered item in a paragraph': ['a\n1. b', 'a\n1\\. b'],
  'thematic break': ['---', '\\---'],
  'thematic break with a bullet': ['--', '\\--'],
  fence: ['```js', '\\```js'],
  'HTML block': ['<div', '\\<div'],
  definition: ['[a]: b', '\\[a]: b'],
  'footnote definition': ['[^a]: b', '\\[^a]: b'],
  'check box': ['[ ] a', '\\[ ] a'],
  'setext underline': ['a\n==', 'a\n\\=='],
  table: ['a | b\n- | -', 'a | b\n\\- | -'],
  'end of a heading': ['a #', 'a \\#'],
  pipe: ['a|b', 'a\\|b'],
  emphasis: ['*a* and b_c', '\\*a* and b_c'],
  code: ['`a` ``b', '\\`a` ``b'],
  'HTML and autolinks': ['<b> 5 < 6', '\\<b> 5 < 6'],
  link: ['[a](b) [c] (d)', '\\[a](b) [c] (d)'],
  image: ['![a](b)', '!\\[a](b)'],
  'very many marks': ['a]'.repeat(MAX_INLINE_MARKS + 1), 'a\\]'.repeat(MAX_INLINE_MARKS + 1)],
  'character reference': ['&amp; AT&T', '\\&amp; AT&T'],
  backslash: ['C:\\Users \\*', 'C:\\Users \\\\*'],
};

const RULES = ESCAPE_RULES.map((rule) => [rule.name, rule, EXAMPLES[rule.name] ?? ['', '']] as const);

describe('each rule of escaping', () => {
  it.each(RULES)('%s: writes its example', (_, rule, [text, written]) => {
    expect(placeSource(rule, serializeMarkdown(placeText(rule, text)))).toBe(written);
  });

  it.each(RULES)('%s: is read back', (_, rule, [text]) => {
    expect(readText(rule, serializeMarkdown(placeText(rule, text)))).toBe(text);
  });

  it.each(RULES)('%s: is needed', (_, rule, [text, written]) => {
    const source = serializeMarkdown(placeText(rule, text)).replace(written, () => text);
    expect(readOrLimit(rule, source)).not.toBe(text);
  });

  it('has a name of its own, and an example', () => {
    expect(ESCAPE_RULES.map(({ name }) => name)).toEqual(Object.keys(EXAMPLES));
  });
});

describe('a tag in text', () => {
  it.each([
    '<img src=x\\x12onerror="alert(1)">',
    '<a b=c=d>',
    '<a b=c =d>',
    '<a b="c"d>',
    "<a b='c' d>",
    '<a b>',
    '</a >',
    '<a/>',
    '<a b=">',
    '<a b=c/>',
    '<a b=`c`>',
  ])('makes no block of HTML (micromark accepts more at the start of a block): %s', (text) => {
    for (const place of PLACES) expect(readText(place, serializeMarkdown(placeText(place, text)))).toBe(text);
  });
});

describe('text that needs no escape', () => {
  it.each([
    'model_loaded',
    '_private of snake_case_name, and _',
    'a * b * c',
    '5 < 6 > 4',
    '[mono512] dry-run git sync',
    '[192.0.2.11] opta command available (0.0.0)',
    'AT&T & sons',
    'C:\\Users\\ann',
    '#hashtag #2',
    'a - b + c',
    '100% ~/logs $HOME ~5',
    'a|b',
    'https://example.org/a_b?c=d&e=f#g',
    'www.example.org and ann@example.org',
    'user=0, assistant=0',
    'src/core/run.ts(113,32): error TS2304: Cannot find name "join".',
    '{"a":["b","c"]}',
    'array[0] of f(x)',
    'it`s',
    'a! b!',
    '1.5 of 2)',
    '-1',
    '=> done',
    '(none of it)',
    '2026-02-24T13:56:26+11:00',
    'é — “quotes” … 日本 😀',
  ])('is written as it is: %s', (text) => {
    for (const rule of PLACES) {
      if (rule.contexts?.[0] === 'cell' && text.includes('|')) continue;
      const source = serializeMarkdown(placeText(rule, text));
      expect(placeSource(rule, source)).toBe(text);
      expect(readText(rule, source)).toBe(text);
    }
  });
});

type Place = Pick<EscapeRule, 'at' | 'contexts'>;

/** A paragraph, a list item, a heading, a cell. */
const PLACES: Place[] = [
  { at: 'block start' },
  { at: 'list item' },
  { at: 'anywhere', contexts: ['heading'] },
  { at: 'anywhere', contexts: ['cell'] },
];

function placeText({ at, contexts = [] }: Place, value: string): Root {
  const children = [{ type: 'text' as const, value }];
  const paragraph: Paragraph = { type: 'paragraph', children };
  if (value === '![a](b)') return { type: 'root', children: [paragraph] };
  if (contexts.includes('heading'))
    return { type: 'root', children: [{ type: 'heading', depth: 2, children }] };
  if (contexts.includes('cell')) {
    const row = { type: 'tableRow' as const, children: [{ type: 'tableCell' as const, children }] };
    return { type: 'root', children: [{ type: 'table', children: [row] }] };
  }
  if (at === 'list item') {
    const item = { type: 'listItem' as const, spread: false, children: [paragraph] };
    return { type: 'root', children: [{ type: 'list', spread: false, children: [item] }] };
  }
  return { type: 'root', children: [paragraph] };
}

/** The source of the text alone, without what makes its place. */
function placeSource({ at, contexts = [] }: Place, source: string): string {
  if (contexts.includes('heading')) return source.slice('## '.length, -1);
  if (contexts.includes('cell')) return source.slice('| '.length, source.indexOf(' |\n'));
  return at === 'list item' ? source.slice('- '.length, -1) : source.slice(0, -1);
}

/** The text at that place; `undefined` where something else came of it. */
function readText({ at, contexts = [] }: Place, source: string): string | undefined {
  const [block, ...rest] = parseMarkdown(source).children;
  if (rest.length > 0) return undefined;
  let holder: unknown = block;
  if (at === 'list item') {
    if (block?.type !== 'list' || block.children.length !== 1 || block.children[0]?.checked != null)
      return undefined;
    holder = block.children[0]?.children[0];
  } else if (contexts.includes('cell')) {
    if (block?.type !== 'table' || block.children[0]?.children.length !== 1) return undefined;
    holder = block.children[0].children[0];
  } else if (block?.type !== (contexts.includes('heading') ? 'heading' : 'paragraph')) {
    return undefined;
  }
  const { children = [] } = holder as Partial<Paragraph>;
  const [node, ...others] = children;
  return node?.type === 'text' && others.length === 0 ? node.value : undefined;
}

function readOrLimit(place: Place, source: string): string | undefined {
  try {
    return readText(place, source);
  } catch (error) {
    if (error instanceof MarkdownLimitError) return undefined;
    throw error;
  }
}
