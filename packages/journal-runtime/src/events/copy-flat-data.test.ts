import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { copyFlatData } from './copy-flat-data.js';

describe('copyFlatData', () => {
  it('copies an object of primitives', () => {
    const data = { model_id: 'm', memory_gb: 4.5, ok: true, none: null };
    const copy = copyFlatData(data);
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
        const copy = copyFlatData(data);
        if (copy === undefined) return;
        expect(Object.entries(copy)).toEqual(Object.entries(JSON.parse(JSON.stringify(data))));
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
    ['a key named __proto__', JSON.parse('{"__proto__":1}')],
    [
      'an instance with toJSON',
      new (class {
        a = 1;
        toJSON = () => 2;
      })(),
    ],
  ])('leaves %s to the encoder', (_name, data) => {
    expect(copyFlatData(data)).toBeUndefined();
  });

  it('reads a getter once', () => {
    let reads = 0;
    const data = {
      get a() {
        reads += 1;
        return reads;
      },
    };
    expect(copyFlatData(data)).toEqual({ a: 1 });
    expect(reads).toBe(1);
  });
});
