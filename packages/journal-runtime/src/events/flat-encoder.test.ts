import { createRedactor } from '@opta/journal-redact';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FlatEncoder } from './flat-encoder.js';

const encoder = new FlatEncoder(createRedactor().quoteHarmless);
const encode = (data: unknown) => encoder.encode('x', data);
const copyOf = (data: unknown) => encode(data)?.data;

describe('FlatEncoder', () => {
  it('copies an object of primitives', () => {
    const data = { model_id: 'm', memory_gb: 4.5, ok: true, none: null };
    const copy = copyOf(data);
    expect(copy).toEqual(data);
    expect(copy).not.toBe(data);
  });

  it('equals what JSON gives back, or is none, for anything', () => {
    const anything = fc.oneof(
      fc.dictionary(
        fc.string({ unit: 'binary' }),
        fc.oneof(fc.string({ unit: 'binary' }), fc.double(), fc.boolean(), fc.constant(null)),
      ),
      fc.anything({ withBigInt: false, withDate: true, withMap: true, withNullPrototype: true }),
    );
    fc.assert(
      fc.property(anything, (data) => {
        const encoded = encode(data);
        if (encoded === undefined) return;
        const json = JSON.stringify(data);
        expect(encoded.json).toBe(json);
        expect(Object.entries(encoded.data as object)).toEqual(Object.entries(JSON.parse(json)));
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['an array', [1]],
    ['null', null],
    ['a Date', new Date(0)],
    [
      'a getter that throws',
      Object.defineProperty({}, 'a', {
        enumerable: true,
        get: () => {
          throw new Error('no');
        },
      }),
    ],
    [
      'a proxy that throws',
      new Proxy(
        {},
        {
          getPrototypeOf: () => {
            throw new Error('no');
          },
        },
      ),
    ],
    ['a nested object', { a: {} }],
    ['NaN', { a: Number.NaN }],
    ['minus zero', { a: -0 }],
    ['undefined', { a: undefined }],
    ['a lone surrogate', { a: '\ud800' }],
    ['a lone surrogate in a key', { '\ud800': 1 }],
    [
      'an instance with toJSON',
      new (class {
        a = 1;
        toJSON = () => 2;
      })(),
    ],
  ])('leaves %s to the encoder', (_name, data) => {
    expect(copyOf(data)).toBeUndefined();
  });

  it('keeps a key named __proto__', () => {
    const json = '{"__proto__":1,"a":"b"}';
    expect(encode(JSON.parse(json))?.json).toBe(json);
  });

  it('leaves out what somebody has added to all objects', () => {
    const everywhere = Object.prototype as Record<string, unknown>;
    everywhere.added = 1;
    try {
      expect(encode({ a: 'b' })).toEqual({ data: { a: 'b' }, json: '{"a":"b"}' });
    } finally {
      delete everywhere.added;
    }
  });

  it.each([
    ['a secret', { note: 'ghp_16C7e42F292c6912E7710c838347Ae178B4a' }],
    ['the name of one', { password: 'x' }],
    ['many keys', Object.fromEntries(Array.from({ length: 65 }, (_, key) => [`k${key}`, key]))],
    ['more text than an event may have for certain', { text: 'a'.repeat(21_845) }],
  ])('leaves an object with %s to the encoder', (_name, data) => {
    expect(encode(data)).toBeUndefined();
  });

  it('knows more types than it remembers, and fields in any order', () => {
    for (let type = 0; type < 2_500; type += 1) {
      const data = type % 2 === 0 ? { a: type, b: true } : { b: null, [`a${type}`]: 'x', a: 1 };
      expect(encoder.encode(`type${type % 1_500}`, data)?.json).toBe(JSON.stringify(data));
    }
  });

  it('reads a getter once', () => {
    let reads = 0;
    const data = {
      get a() {
        reads += 1;
        return reads;
      },
    };
    expect(copyOf(data)).toEqual({ a: 1 });
    expect(reads).toBe(1);
  });
});
