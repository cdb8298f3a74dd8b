import { inspect } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toJsonText } from './to-json-text.js';

/** The text, which must be one line of valid and well-formed JSON within the bound. */
function encode(data: unknown, maxBytes?: number): string {
  const result = toJsonText(data, maxBytes === undefined ? {} : { maxBytes });
  if (!result.ok) throw new Error(result.reason);
  const { json } = result;
  expect(Buffer.byteLength(json)).toBeLessThanOrEqual(maxBytes ?? 65_536);
  expect(json.includes('\n') || json.includes('\r')).toBe(false);
  expect(Buffer.from(json).toString()).toBe(json);
  JSON.parse(json);
  return json;
}

function decode(data: unknown, maxBytes?: number): unknown {
  return JSON.parse(encode(data, maxBytes));
}

describe('toJsonText with plain data', () => {
  it.each([
    {},
    [],
    null,
    true,
    'text\n\u2028"\\',
    '',
    0,
    -0,
    1e300,
    { a: { b: [1, 'é😀', null, { c: false }] } },
    JSON.parse('{"__proto__":{"polluted":1},"constructor":2,"toString":3}'),
    { 'C:\\ud800': 'C:\\udead' },
    Object.assign(Object.create(null) as object, { a: 1 }),
  ])('writes %o as JSON.stringify does', (data) => {
    expect(encode(data)).toBe(JSON.stringify(data));
  });

  it('writes every JSON value as JSON.stringify does', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'binary' }), (data) => {
        const json = JSON.stringify(data);
        fc.pre(!json.includes('\\ud'));
        expect(encode(data)).toBe(json);
      }),
      { numRuns: 2_000 },
    );
  });

  it('leaves undefined values out, and writes null for them in arrays and alone', () => {
    expect(encode({ a: undefined, b: [undefined, 1] })).toBe('{"b":[null,1]}');
    expect(encode(undefined)).toBe('null');
  });
});

describe('toJsonText with anything', () => {
  it('gives one bounded line of JSON and changes nothing', () => {
    const anything = fc.anything({
      withBigInt: true,
      withBoxedValues: true,
      withDate: true,
      withMap: true,
      withNullPrototype: true,
      withObjectString: true,
      withSet: true,
      withSparseArray: true,
      withTypedArray: true,
      stringUnit: 'binary',
    });
    fc.assert(
      fc.property(anything, fc.constantFrom(undefined, 1_024, 1_500), (data, maxBytes) => {
        const before = inspect(data, { depth: null, showHidden: true });
        encode(data, maxBytes);
        expect(inspect(data, { depth: null, showHidden: true })).toBe(before);
      }),
      { numRuns: 3_000 },
    );
  });

  it('is never larger than its bound, whatever is cut', () => {
    const text = fc.tuple(fc.constantFrom('a', 'é', '€', '😀', '\u0001', '"', '\ud800'), fc.nat(3_000));
    const leaf = text.map(([unit, count]) => unit.repeat(count));
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { depthSize: 'medium' },
        leaf,
        fc.array(tie('tree'), { maxLength: 40 }),
        fc.dictionary(leaf, tie('tree'), { maxKeys: 40 }),
      ),
    }));
    fc.assert(
      fc.property(tree, fc.integer({ min: 0, max: 5_000 }), (data, maxBytes) => {
        encode(data, Math.max(1_024, maxBytes));
      }),
      { numRuns: 150 },
    );
  });

  const cyclic: Record<string, unknown> = { name: 'a' };
  cyclic.self = cyclic;
  cyclic.list = [cyclic, { cyclic }];

  class Point {
    x = 1;
    get y(): number {
      return 2;
    }
  }
  const throwing = {
    before: 1,
    get bad(): never {
      throw new Error('no\nway');
    },
    after: 2,
  };
  const throwsNothing = {
    get bad(): never {
      throw Object.create(null);
    },
  };
  const { proxy: revoked, revoke } = Proxy.revocable({}, {});
  revoke();
  const hostile = new Proxy(
    {},
    {
      getPrototypeOf: () => {
        throw new Error('no prototype');
      },
      ownKeys: () => {
        throw new Error('no keys');
      },
    },
  );
  const error = new TypeError('failed', { cause: new Error('root') });
  delete error.stack;
  delete (error.cause as Error).stack;

  it.each([
    ['a cycle', cyclic, '{"name":"a","self":"[Circular]","list":["[Circular]",{"cyclic":"[Circular]"}]}'],
    ['BigInts', { a: 2n ** 64n, b: -1n }, '{"a":"18446744073709551616","b":"-1"}'],
    ['a huge BigInt', 1n << 100_000n, '"[BigInt: more than 1000 digits]"'],
    ['numbers that are none', [Number.NaN, Infinity, -Infinity, -0], '[null,null,null,0]'],
    ['functions and symbols', { a: () => 1, b: Symbol('b'), c: [() => 1, Symbol('c')] }, '{"c":[null,null]}'],
    ['a symbol as key', { [Symbol('a')]: 1, b: 2n }, '{"b":"2"}'],
    ['a function alone', () => 1, 'null'],
    ['a symbol alone', Symbol('a'), 'null'],
    ['lone surrogates', { 'a\ud800': ['\udc00b', '😀'] }, '{"a\ufffd":["\ufffdb","😀"]}'],
    ['dates', [new Date(0), new Date(Number.NaN)], '["1970-01-01T00:00:00.000Z",null]'],
    ['a Map with text keys', new Map([['a', new Map([['b', 1]])]]), '{"a":{"b":1}}'],
    [
      'a Map with other keys',
      new Map<unknown, unknown>([
        [1, 'a'],
        ['b', 2],
      ]),
      '[[1,"a"],["b",2]]',
    ],
    ['a Set', new Set([1, 'a', new Set()]), '[1,"a",[]]'],
    ['a RegExp', /a"b/g, '"/a\\"b/g"'],
    [
      'boxed values',
      [Object(1), Object('a'), Object(true), Object(1n), Object(Symbol('a'))],
      '[1,"a",true,"1",null]',
    ],
    ['an instance', new Point(), '{"x":1}'],
    [
      'bytes',
      [Buffer.from('abc'), new Uint8Array(2), new ArrayBuffer(3)],
      '["[Buffer: 3 bytes]","[Uint8Array: 2 bytes]","[ArrayBuffer: 3 bytes]"]',
    ],
    ['a typed array', new Float64Array([1.5, Number.NaN]), '[1.5,null]'],
    ['an error', error, '{"name":"TypeError","message":"failed","cause":{"name":"Error","message":"root"}}'],
    ['a getter that throws', throwing, '{"before":1,"bad":"[Throws: no\\nway]","after":2}'],
    [
      'a getter that throws what cannot be shown',
      throwsNothing,
      '{"bad":"[Throws: something that cannot be shown]"}',
    ],
    [
      'a revoked proxy',
      { a: revoked, b: 1 },
      `{"a":"[Throws: Cannot perform 'getPrototypeOf' on a proxy that has been revoked]","b":1}`,
    ],
    ['a hostile proxy', [hostile, 1], '["[Throws: no prototype]",1]'],
    ['toJSON', { toJSON: () => ({ a: 1, toJSON: () => 2 }) }, '{"a":1}'],
    [
      'toJSON that throws',
      {
        a: {
          toJSON: () => {
            throw new Error('no');
          },
        },
      },
      '{"a":"[Throws: no]"}',
    ],
    [
      'toJSON that gives its own object',
      Object.assign(new Point(), {
        toJSON() {
          return this;
        },
      }),
      '{"x":1}',
    ],
    ['a sparse array', Object.assign([1], { 3: 2 }), '[1,null,null,2]'],
    ['an own __proto__', JSON.parse('{"__proto__":{"a":1}}'), '{"__proto__":{"a":1}}'],
    [
      'an own __proto__ beside a BigInt',
      Object.assign(JSON.parse('{"__proto__":1}') as object, { b: 1n }),
      '{"__proto__":1,"b":"1"}',
    ],
  ])('writes %s', (_, data, json) => {
    expect(encode(data)).toBe(json);
  });

  it('gives an answer for a proxy alone that throws at every touch', () => {
    expect(encode(revoked)).toContain('[Throws: ');
    expect(encode(hostile)).toBe('"[Throws: no prototype]"');
  });

  it('never reads a getter that a plain look does not need more than four times', () => {
    let reads = 0;
    encode({
      get a() {
        reads += 1;
        return 'x'.repeat(100_000);
      },
    });
    expect(reads).toBeLessThanOrEqual(4);
  });

  it('does not freeze, thaw or touch a frozen object', () => {
    const data = Object.freeze({ a: Object.freeze([1n]), b: 'x'.repeat(100_000) });
    encode(data);
    expect(Object.isFrozen(data)).toBe(true);
    expect(Object.keys(data)).toEqual(['a', 'b']);
  });
});

describe('toJsonText with what is too large', () => {
  it('cuts a text with a mark, and what follows it keeps its place', () => {
    const result = toJsonText({ text: 'x'.repeat(10_000_000), id: 7, list: [1, 2] });
    if (!result.ok) throw new Error(result.reason);
    expect(Buffer.byteLength(result.json)).toBeLessThanOrEqual(65_536);
    const data = JSON.parse(result.json) as Record<string, unknown>;
    expect(data.text).toMatch(/^x+…\[\+\d+ characters\]$/);
    expect(data).toMatchObject({ id: 7, list: [1, 2] });
    const kept = String(data.text).indexOf('…');
    expect(data.journal_truncated).toEqual({ characters: 10_000_000 - kept, items: 0, keys: 0, levels: 0 });
    expect(result.truncated).toEqual(data.journal_truncated);
  });

  it('never cuts between the two halves of a character', () => {
    for (let length = 0; length < 4; length += 1) {
      expect(encode(`${'a'.repeat(length)}${'😀'.repeat(30_000)}`)).not.toContain('\ufffd');
    }
  });

  it('cuts objects with a million keys and arrays with a million items, and counts the rest', () => {
    const object: Record<string, number> = {};
    for (let index = 0; index < 1_000_000; index += 1) object[`key_${index}`] = index;
    const decoded = decode(object) as Record<string, unknown>;
    const { keys } = decoded.journal_truncated as { keys: number };
    // Beside the keys that were kept stand the mark and the counts.
    expect(Object.keys(decoded).length - 2 + keys).toBe(1_000_000);
    expect(decoded['…']).toBe(`${keys} more keys`);

    const items = decode(Array(1_000_000).fill(7)) as unknown[];
    expect(items.at(-1)).toBe(`[… ${1_000_000 - items.length + 1} more items]`);
  });

  it('cuts Maps and Sets in the same way', () => {
    const map = new Map(Array.from({ length: 100_000 }, (_, index) => [`key_${index}`, index]));
    const { journal_truncated: truncated } = decode(map) as { journal_truncated: { keys: number } };
    expect(truncated.keys).toBeGreaterThan(90_000);
    expect((decode(new Set(map.values())) as unknown[]).at(-1)).toMatch(/^\[… \d+ more items\]$/);
  });

  it('leaves out what lies deeper than 64 levels, also at 100,000', () => {
    let deep: unknown = 'bottom';
    for (let level = 0; level < 100_000; level += 1) deep = level % 2 === 0 ? { deep } : [deep];
    const result = toJsonText({ deep });
    if (!result.ok) throw new Error(result.reason);
    expect(result.truncated).toEqual({ characters: 0, items: 0, keys: 0, levels: 1 });
    expect(JSON.parse(result.json)).toHaveProperty('journal_truncated.levels', 1);
    expect(result.json.match(/deep/g)).toHaveLength(32);
  });

  it('ends in time where every object holds the next one twice', () => {
    let data: unknown = 1n;
    for (let level = 0; level < 60; level += 1) data = { left: data, right: data };
    encode(data);
    let plain: unknown = 1;
    for (let level = 0; level < 60; level += 1) plain = [plain, plain];
    encode(plain);
  });

  it('keeps to a limit that is asked for, but not to one below 1 KiB', () => {
    expect(encode('x'.repeat(5_000), 2_000).length).toBeGreaterThan(1_500);
    const result = toJsonText('x'.repeat(5_000), { maxBytes: 1 });
    expect(result.ok && Buffer.byteLength(result.json)).toBeLessThanOrEqual(1_024);
  });

  it('keeps to a depth that is asked for', () => {
    expect(toJsonText({ a: { b: { c: 1 } } }, { maxDepth: 2 })).toEqual({
      ok: true,
      json: '{"a":{"b":"[Object]"},"journal_truncated":{"characters":0,"items":0,"keys":0,"levels":1}}',
      truncated: { characters: 0, items: 0, keys: 0, levels: 1 },
    });
  });

  it('takes a text whose bytes just fit as it is', () => {
    const text = 'é'.repeat((65_536 - 2) / 2);
    expect(encode(text)).toBe(JSON.stringify(text));
    expect(encode(`${text}a`)).toMatch(/characters\]"$/);
  });
});
