import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDocument } from 'yaml';
import { hostileText } from '../../test/hostile-text.js';
import { formatSessionLog, formatUpdateLog } from '../index.js';
import { readYaml } from './read-yaml.js';
import { scanFlatBlock } from './scan-flat-block.js';
import { writeFrontmatterBlock } from './write-frontmatter-block.js';

const TIMEOUT_MS = 60_000;

/** Pieces of lines that are something to YAML, or nearly. */
const PIECES = [
  ...['a', 'b c', 'é', '日', '😀', '1', '010', '0x1f', '0o17', '1e5', '1e999', '.5', '1.', '-1', '+2', '-0'],
  ...['true', 'True', 'yes', 'null', '~', '.inf', '-.INF', '.nan', '2026-02-24', '18:47', 'T13:56', 'Z'],
  ...["'", "''", '"', '""', '\\', '\\n', '\\u0041', '\\ud83d\\ude00', '\\ud800', '\\x41', '\\/', '\\ '],
  ...[
    ',',
    '[',
    ']',
    '{',
    '}',
    ':',
    ': ',
    ' :',
    '#',
    ' #',
    '- ',
    '-',
    '? ',
    '&a ',
    '*a',
    '!t ',
    '!!str ',
    '|',
    '>',
  ],
  ...[
    '%',
    '@',
    '`',
    ' ',
    '  ',
    '=',
    '<<',
    '...',
    '---',
    '\t',
    '\r',
    '\ufeff',
    '\u007f',
    '\u0085',
    '\u2028',
    '\u00a0',
  ],
];

const text = fc.oneof(
  fc.array(fc.constantFrom(...PIECES), { maxLength: 5 }).map((pieces) => pieces.join('')),
  fc.string({ unit: 'binary', maxLength: 6 }),
  hostileText,
);
const number = fc.oneof(
  fc.double().map(String),
  fc.stringMatching(/^[-+]?\d{1,30}(\.\d{0,5})?([eE][-+]?\d{1,3})?$/),
  fc.stringMatching(/^0[xo][\da-fA-F]{1,20}$/),
);
const scalar = fc.oneof(
  text,
  number,
  fc.stringMatching(/^[A-Za-z][ -~]{0,12}$/),
  text.map((value) => JSON.stringify(value)),
  text.map((value) => `'${value.replaceAll("'", "''")}'`),
);
const spaces = fc.constantFrom('', '', ' ', '  ');
const flowList = fc
  .array(
    fc.tuple(spaces, scalar, spaces).map((parts) => parts.join('')),
    { maxLength: 4 },
  )
  .map((items) => `[${items.join(',')}]`);
const json = fc.jsonValue().map((value) => JSON.stringify(value));
const comment = fc.constantFrom('', '', '', ' ', ' # c', '#c');
const value = fc
  .tuple(fc.oneof(scalar, flowList, json, fc.constant('')), comment)
  .map((parts) => parts.join(''));
const key = fc.oneof(
  fc.constantFrom('a', 'id', 'a b', 'é', '1', 'null', '<<', '__proto__', 'a#b', 'x '),
  scalar,
);
const keyLine = fc
  .tuple(key, fc.constantFrom(': ', ': ', ':', ':  ', ' : '), value)
  .map((parts) => parts.join(''));
const list = fc
  .tuple(
    fc.constantFrom('a:', 'tags:', 'k: #c', 'k: x', 'k: ""', 'k: null'),
    fc.constantFrom('', '  ', '    '),
    fc.array(fc.oneof(value, fc.constant('')), { maxLength: 4 }),
  )
  .map(([head, indentation, items]) => [head, ...items.map((item) => `${indentation}- ${item}`)].join('\n'));
const line = fc.oneof(keyLine, list, text, fc.constantFrom('', '  ', '# c', '   # c', '  - a', ' b: c'));
const block = fc
  .tuple(fc.array(line, { maxLength: 6 }), fc.constantFrom('\n', '\n', '\r\n'))
  .map(([lines, ending]) => lines.join('\n').replaceAll('\n', ending));

describe('a flat block', () => {
  it('is read as a YAML reader reads it, whatever is accepted', { timeout: TIMEOUT_MS }, () => {
    let accepted = 0;
    fc.assert(
      fc.property(block, (yaml) => {
        const read = scanFlatBlock(yaml);
        if (!(read instanceof Map)) return;
        accepted += 1;
        expect(problemsOf(yaml)).toEqual([]);
        expect([...read]).toEqual([...readYaml(yaml)]);
      }),
      { numRuns: 20_000 },
    );
    expect(accepted).toBeGreaterThan(2000);
  });

  it('is all that this journal writes', { timeout: TIMEOUT_MS }, () => {
    const property = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        hostileText,
        fc.double(),
        fc.boolean(),
        fc.constant(null),
        tie('nested'),
      ),
      nested: fc.oneof(
        fc.array(tie('value'), { maxLength: 3 }),
        fc.dictionary(hostileText, tie('value'), { maxKeys: 3, noNullPrototype: true }),
      ),
    })).value;
    const entries = fc.array(fc.tuple(hostileText, property), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(entries, fc.constantFrom('lmx' as const, 'cli' as const), (pairs, dialect) => {
        const yaml = writeFrontmatterBlock(pairs as never, dialect);
        expect(scanFlatBlock(yaml), yaml).toBeInstanceOf(Map);
        expect([...(scanFlatBlock(yaml) as Map<string, unknown>)]).toEqual([...readYaml(yaml)]);
      }),
      { numRuns: 3000 },
    );
  });

  it.each([
    [
      'a list below its key, as an editor of properties writes it',
      'aliases:\n  - "007"\n  - 008\n',
      ['007', 8],
    ],
    ['a list as far to the left as its key', 'aliases:\n- a\n# c\n\n- b # c', ['a', 'b']],
    ['a list with an empty item', 'aliases:\n  -\n  - ~', [null, null]],
    ['a flow list', "aliases: [a b, 'it''s', 010, true, null] # c", ['a b', "it's", 10, true, null]],
    ['an empty flow list', 'aliases: [ ]', []],
    ['a text in single quotes', "aliases: 'a: #b'", 'a: #b'],
    ['a comment behind a text', 'aliases: a#b #c', 'a#b'],
    ['a comment instead of a value', 'aliases: # c', null],
    ['a time with its offset', 'aliases: 2026-02-24T13:56:26+11:00', '2026-02-24T13:56:26+11:00'],
    ['a word that YAML 1.1 takes for a boolean', 'aliases: yes', 'yes'],
    ['a map in JSON', 'aliases: {"a": [1, {"b": null}]}', { a: [1, { b: null }] }],
    ['the first of a key that stands twice', 'aliases: a\naliases: b', 'a'],
  ])('has %s', (_, yaml, expected) => {
    const read = scanFlatBlock(yaml);
    expect(read instanceof Map ? read.get('aliases')?.value : undefined).toEqual(expected);
  });

  it.each([
    ['a nested map', 'a: 1\nb:\n  c: 1', 3, '  c: 1'],
    ['a text of several lines', 'a: |\n  b', 1, 'a: |'],
    ['a line that goes on', 'a: b\n  c', 2, '  c'],
    ['an item that is a map', 'a:\n  - b: c', 2, '  - b: c'],
    ['an item that stands elsewhere than the first', 'a:\n  - b\n - c', 3, ' - c'],
    ['an item below a value', 'a: ""\n- b', 2, '- b'],
    ['flow list that ends in a comma', 'a: [b, ]', 1, 'a: [b, ]'],
    ['an alias', 'a: *b', 1, 'a: *b'],
    ['what the original program did not quote', 'author: @me', 1, 'author: @me'],
    ['an escape that JSON has not', 'a: "\\x41"', 1, 'a: "\\x41"'],
    ['a tab', 'a: b\tc', 1, 'a: b\tc'],
    ['number too large', 'a: 1e999', 1, 'a: 1e999'],
    ['infinity', 'a:\n- .inf', 2, '- .inf'],
    ['end of the document in a key', '... a: b', 1, '... a: b'],
    ['a text without a key', 'a', 1, 'a'],
    ['a map that is nested too deep', `a: ${'['.repeat(32)}${']'.repeat(32)}`, 1, expect.any(String)],
  ])('has no %s', (_, yaml, lineNumber, refused) => {
    expect(scanFlatBlock(yaml)).toEqual({ lineNumber, line: refused });
  });
});

describe('a document of ours', () => {
  it('has a flat block even with a hostile text in every key', () => {
    fc.assert(
      fc.property(hostileText, fc.constantFrom('lmx' as const, 'cli' as const), (value, dialect) => {
        const fields = {
          date: value,
          time: value,
          title: value,
          properties: { [value]: [value, { a: value }] },
        };
        for (const document of [
          formatSessionLog({ ...fields, device: value, model: value }, { dialect }),
          formatUpdateLog({ ...fields, author: value, aliases: [value], promoted: true }, { dialect }),
        ]) {
          const yaml = document.slice('---\n'.length, document.indexOf('\n---\n'));
          expect(scanFlatBlock(yaml), yaml).toBeInstanceOf(Map);
        }
      }),
    );
  });
});

function problemsOf(yaml: string): string[] {
  const { errors, warnings } = parseDocument(yaml, { uniqueKeys: false, logLevel: 'error' });
  return [...errors, ...warnings].map(({ message }) => message);
}
