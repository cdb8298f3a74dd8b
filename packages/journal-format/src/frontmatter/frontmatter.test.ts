import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mayTestPyYaml, readWithPyYaml, YAML_READERS } from '../../test/yaml-readers.js';
import { isPlainSafe } from './is-plain-safe.js';
import { readFrontmatter } from './read-frontmatter.js';
import { readYamlFrontmatter } from './read-yaml-frontmatter.js';
import { writeFrontmatterBlock } from './write-frontmatter-block.js';

/** Looks like something else to some reader. */
const TRAPS = [
  '',
  ' ',
  'yes',
  'No',
  'ON',
  'y',
  'N',
  'true',
  'False',
  'null',
  '~',
  'Null',
  '1',
  '010',
  '0x1f',
  '0o17',
  '0b11',
  '1_000',
  '1.10',
  '1.',
  '.5',
  '1e3',
  '12345e67',
  '1.0e+3',
  '18:47',
  '00:02:54',
  '190:20:30',
  '2026-02-24',
  '2026-02-24 13:56:26',
  '2026-02-24T13:56:26Z',
  '0000-01-01',
  '2026-02-30',
  '.inf',
  '-.INF',
  '.nan',
  'NaN',
  '<<',
  '=',
  '@me',
  '`x`',
  '%x',
  '&a',
  '*a',
  '!x',
  '|',
  '>',
  '- x',
  '-',
  '? x',
  '?',
  ':',
  'a: b',
  'a:',
  'a #b',
  '#a',
  '"',
  "'",
  'Ann "Q" Lee',
  'CORP\\user',
  'x: y: z',
  '{a}',
  '[a]',
  'a,b',
  'tail ',
  '---',
  '...',
  'a\tb',
  'é',
  'Ünïcödé',
  '日本',
  'gemma3:4b',
  'https://example.org/a?b=c#d',
  'mlx-community/MiniMax-M2.5-4bit',
  '0.5.0-alpha.1',
  '159f276a',
  'dbd6aba',
  '1e5f',
  '0b',
  '0xg',
  '12e',
  '1t',
  '2z',
  '\u0085',
  '\u2028',
  '\ufeff',
  '\u007f',
  '\u{1f600}',
  '\ufffe',
  'a\u00a0b',
];

describe('texts in frontmatter', () => {
  const text = fc
    .oneof(
      fc.constantFrom(...TRAPS),
      fc.string({ unit: 'binary' }),
      fc.string(),
      fc.stringMatching(/^[\d:._e+-]{1,12}$/),
    )
    .filter((value) => value.isWellFormed());

  it.each(['lmx', 'cli'] as const)('come back unchanged from every reader in %s', (dialect) => {
    fc.assert(
      fc.property(text, (value) => {
        const block = writeFrontmatterBlock(
          [
            ['author', value],
            ['other', value],
          ],
          dialect,
        );
        for (const [name, read] of YAML_READERS)
          expect(read(block), `${name}: ${block}`).toEqual({ author: value, other: value });
      }),
      { numRuns: 3000 },
    );
    for (const value of TRAPS) {
      const block = writeFrontmatterBlock(
        [
          ['author', value],
          ['other', value],
        ],
        dialect,
      );
      for (const [name, read] of YAML_READERS)
        expect(read(block), `${name}: ${block}`).toEqual({ author: value, other: value });
    }
  });

  it.runIf(mayTestPyYaml)('come back unchanged from PyYAML (apt-get install python3-yaml)', () => {
    const values = [...TRAPS, ...fc.sample(text, 1000)].filter((value) => !/[\ufffe\uffff]/.test(value));
    for (const dialect of ['lmx', 'cli'] as const) {
      const blocks = values.map((value) => writeFrontmatterBlock([['author', value]], dialect));
      expect(readWithPyYaml(blocks)).toEqual(values.map((author) => ({ author })));
    }
  });

  it('are bare in the cli dialect where that is safe', () => {
    const bare = [
      'Opta48',
      'operator',
      'mlx-community/MiniMax-M2.5-4bit',
      'dbd6aba',
      '159f276a',
      '0.5.0-alpha.1',
      '0.1.0',
      'opta-lmx/0.1.0',
      'sync',
      'Ann Lee',
      'gemma3:4b',
      'José',
    ];
    expect(bare.filter((value) => !isPlainSafe(value))).toEqual([]);
    const quoted = [
      '18:47',
      '00:02:54',
      '1.10',
      '010',
      '12345e67',
      'yes',
      'a: b',
      'tail ',
      '12345678',
      '@me',
      '0x1f',
      '',
    ];
    expect(quoted.filter(isPlainSafe)).toEqual([]);
  });
});

describe('frontmatter keys and values', () => {
  it('are quoted in lmx except a date and an id without leading zero', () => {
    const entries = [
      ['id', '200'],
      ['date', '2026-02-24'],
      ['time', '12:53:01'],
      ['author', 'opta'],
      ['promoted', true],
    ] as const;
    expect(writeFrontmatterBlock(entries, 'lmx')).toBe(
      'id: 200\ndate: 2026-02-24\ntime: "12:53:01"\nauthor: "opta"\npromoted: true',
    );
    expect(writeFrontmatterBlock([['id', '001']], 'cli')).toBe('id: "001"');
    expect(
      writeFrontmatterBlock(
        [
          ['promoted', null],
          ['aliases', ['007']],
        ],
        'lmx',
      ),
    ).toBe('promoted: null\naliases: ["007"]');
  });

  it('survive whatever they are', () => {
    const value = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 3 },
        fc.string({ unit: 'grapheme' }).filter((text) => text.isWellFormed()),
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        fc.integer(),
        fc.boolean(),
        fc.constant(null),
        fc.array(tie('value'), { maxLength: 4 }),
        fc.dictionary(fc.string(), tie('value'), { maxKeys: 4, noNullPrototype: true }),
      ),
    })).value;
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.string({ minLength: 1 }).map((key) => `k${key}`),
          value,
          { noNullPrototype: true },
        ),
        (entries) => {
          const block = writeFrontmatterBlock(Object.entries(entries) as never, 'lmx');
          expect(readFrontmatter(`---\n${block}\n---\n`) ?? {}).toEqual(
            Object.keys(entries).length === 0 ? expect.anything() : entries,
          );
        },
      ),
    );
  });
});

describe('readYamlFrontmatter', () => {
  it('gives our keys as they were written and others with their type', () => {
    const text =
      '---\nid: 010\ntime: 18:47\nversion_before: 1.10\ncommit: 12345e67\npromoted: true\ncount: 3\nratio: 0.5\ntags: [a, "b"]\n---\nbody';
    expect(readYamlFrontmatter(text)).toEqual({
      id: '010',
      time: '18:47',
      version_before: '1.10',
      commit: '12345e67',
      promoted: true,
      count: 3,
      ratio: 0.5,
      tags: ['a', 'b'],
    });
  });

  it('reads what the original programs wrote without quoting it', () => {
    expect(readYamlFrontmatter('---\nauthor: @me\ntitle: a: b: c\nuser: "Ann "Q" Lee"\n---\n')).toEqual({
      author: '@me',
      title: 'a: b: c',
      user: '"Ann "Q" Lee"',
    });
  });

  it('tolerates a byte-order mark and CRLF, and needs only the head', () => {
    expect(readYamlFrontmatter('\u{feff}---\r\ndevice: "studio"\r\n---\r\n# Title')).toEqual({
      device: 'studio',
    });
    expect(readYamlFrontmatter('---\ndevice: "studio"\n---\n# cut off in the midd')).toEqual({
      device: 'studio',
    });
  });

  it('says undefined where there is none, where it does not end and where it is no mapping', () => {
    for (const text of [
      '',
      '# Title',
      ' ---\na: 1\n---\n',
      '---\na: 1\n',
      '---\n- a\n- b\n---\n',
      '---\n{ a\n---\n',
    ]) {
      expect(readYamlFrontmatter(text), JSON.stringify(text)).toBeUndefined();
    }
  });

  it.each([
    ['an alias without anchor (it threw)', 'author: *me', { author: '*me' }],
    ['an alias of a text', 'device: &d studio\nuser: *d', { device: 'studio', user: 'studio' }],
    ['a list that holds itself (it overflowed the stack)', 'x: &x [*x]', { x: '&x [*x]' }],
    ['an unknown tag (its value was lost)', 'author: !me', { author: '!me' }],
    ['a set (it was [object Set])', 'x: !!set {a, b}', { x: '!!set {a, b}' }],
    ['infinity (its spelling was lost)', 'x: .inf', { x: '.inf' }],
    ['a key that stands twice', 'user: a\nuser: b', { user: 'a' }],
    ['a nested value', 'a:\n  b: [1, {c: d}]', { a: { b: [1, { c: 'd' }] } }],
  ])('reads %s', (_, yaml, values) => {
    expect(readYamlFrontmatter(`---\n${yaml}\n---\n`)).toEqual(values);
  });

  it('reads aliases that would grow without bounds as the text that they are (they threw)', () => {
    const lines = ['a: &a [x,x,x,x,x,x,x,x,x]'];
    for (const [last, next] of ['ab', 'bc', 'cd', 'de', 'ef']) {
      lines.push(`${next}: &${next} [${Array(9).fill(`*${last}`).join(',')}]`);
    }
    expect(readYamlFrontmatter(`---\n${lines.join('\n')}\n---\n`)?.f).toBe('&f [*e,*e,*e,*e,*e,*e,*e,*e,*e]');
    expect(readYamlFrontmatter('---\nx: &x\n  y: *x\n---\n')).toBeUndefined();
  });

  it('takes __proto__ for a key like any other', () => {
    const values = readYamlFrontmatter('---\n__proto__: "x"\n"__proto__ ": {"a": 1}\n---\n');
    expect(Object.keys(values ?? {})).toContain('__proto__');
    expect(Object.getPrototypeOf(values)).toBe(Object.prototype);
  });
});
