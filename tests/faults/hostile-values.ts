/** A value with which something may go wrong. */
export interface HostileValue {
  name: string;
  /** Each is made when it is used: some are large. */
  make(): unknown;
}

const MIB = 1024 * 1024;

/** Values that random ones do not come to. */
export const HOSTILE_VALUES: readonly HostileValue[] = [
  { name: 'a cycle', make: () => cycle({}) },
  { name: 'a cycle through an array', make: () => cycle([]) },
  { name: 'a depth of 100,000', make: () => nested(100_000, (inner) => ({ inner })) },
  { name: 'arrays to a depth of 100,000', make: () => nested(100_000, (inner) => [inner]) },
  {
    name: 'a million keys',
    make: () => Object.fromEntries(numbers(1e6).map((index) => [`k${index}`, index])),
  },
  { name: 'a million items', make: () => numbers(1e6) },
  { name: 'a BigInt', make: () => 10n ** 40n },
  { name: 'a BigInt with 100,000 digits', make: () => ({ n: 1n << 330_000n }) },
  { name: 'a symbol', make: () => Symbol('s') },
  { name: 'a symbol as key', make: () => ({ [Symbol('s')]: 1, a: Symbol.iterator }) },
  { name: 'a function', make: () => () => 1 },
  { name: 'functions inside', make: () => ({ f: () => 1, list: [class {}] }) },
  {
    name: 'a Map',
    make: () =>
      new Map<unknown, unknown>([
        ['a', 1],
        [{}, new Map([[NaN, NaN]])],
      ]),
  },
  { name: 'a Map that holds itself', make: () => selfHolding(new Map()) },
  { name: 'a Set', make: () => new Set([1, 'a', new Set([undefined])]) },
  { name: 'a WeakMap', make: () => ({ w: new WeakMap(), p: Promise.resolve() }) },
  { name: 'an invalid date', make: () => ({ at: new Date(Number.NaN) }) },
  {
    name: 'numbers that JSON has not',
    make: () => [Number.NaN, -0, Number.POSITIVE_INFINITY, 5e-324, 2 ** 64],
  },
  {
    name: 'a getter that throws',
    make: () => ({
      a: 1,
      get b() {
        throw new Error('no');
      },
    }),
  },
  {
    name: 'a getter that throws nothing',
    make: () => ({
      get b() {
        throw undefined;
      },
    }),
  },
  {
    name: 'a getter that counts',
    make: () => {
      let n = 0;
      return {
        get n() {
          n += 1;
          return n;
        },
      };
    },
  },
  {
    name: 'a toJSON that throws',
    make: () => ({
      toJSON() {
        throw new TypeError('no');
      },
    }),
  },
  {
    name: 'a toJSON that counts',
    make: () => {
      let n = 0;
      return {
        toJSON() {
          n += 1;
          return { n };
        },
      };
    },
  },
  {
    name: 'a toJSON that gives itself',
    make: () => {
      const o = { toJSON: (): unknown => o };
      return o;
    },
  },
  { name: 'a toJSON that gives a BigInt', make: () => ({ toJSON: () => 1n }) },
  { name: 'a proxy that throws', make: () => ({ inner: new Proxy({}, throwing()) }) },
  { name: 'a proxy alone that throws', make: () => new Proxy({}, throwing()) },
  { name: 'a revoked proxy', make: () => revoked({}) },
  { name: 'a revoked proxy of an array inside', make: () => ({ list: [revoked([])] }) },
  { name: 'an endless proxy', make: () => endless() },
  { name: 'lone surrogates', make: () => ({ '\ud800': '\udc00 \ud83d', ok: '\ud83d\ude00' }) },
  {
    name: 'NUL and controls',
    make: () => ({ 'a\u0000b': '\u0000\u0001\u001b[2J\u007f\u0085\u2028\u2029\ufeff' }),
  },
  { name: 'a text of 64 MiB', make: () => ({ text: 'x'.repeat(64 * MIB) }) },
  { name: 'a text of 64 MiB of quotes', make: () => '"\\'.repeat(32 * MIB) },
  { name: 'a key of 1 MiB', make: () => ({ ['k'.repeat(MIB)]: 1 }) },
  { name: 'a text of wide characters at the bound', make: () => ({ text: '😀'.repeat(16_384), after: 1 }) },
  { name: 'a Buffer', make: () => Buffer.alloc(MIB, 1) },
  {
    name: 'other bytes',
    make: () => [new Uint8Array(9), new ArrayBuffer(8), new DataView(new ArrayBuffer(4))],
  },
  { name: 'numbers in a typed array', make: () => new Float64Array([Number.NaN, 1.5]) },
  // biome-ignore lint/suspicious/noSparseArray: that is the point
  { name: 'a sparse array', make: () => [, 1, , 2] },
  {
    name: 'an array that says it has 4 billion items',
    make: () => {
      const a: unknown[] = [];
      a.length = 2 ** 32 - 1;
      return a;
    },
  },
  {
    name: '__proto__ as key',
    make: () => JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":1}}'),
  },
  { name: 'no prototype', make: () => Object.assign(Object.create(null), { a: 1 }) },
  {
    name: 'an instance of a class',
    make: () =>
      new (class Point {
        x = 1;
        #y = 2;
        get y() {
          return this.#y;
        }
      })(),
  },
  { name: 'an Error with a cause', make: () => cycleOfErrors() },
  { name: 'boxed primitives', make: () => [Object(1n), Object('a'), Object(Symbol('s')), Object(true)] },
  { name: 'a regular expression', make: () => /a\nb/gu },
  {
    name: 'what looks like our own note',
    make: () => ({ journal_truncated: { characters: -1 }, seq: 0, check: 'x' }),
  },
  {
    name: 'a line of an event log as text',
    make: () => '{"seq":1,"event_type":"journal_session_end"}\n{"seq":2}\n',
  },
];

function cycle<T extends object>(value: T): T {
  return Object.assign(value, { self: value, deeper: { back: value } });
}

function nested(depth: number, wrap: (inner: unknown) => unknown): unknown {
  let value: unknown = 'bottom';
  for (let level = 0; level < depth; level += 1) value = wrap(value);
  return value;
}

function numbers(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}

function selfHolding(map: Map<unknown, unknown>): Map<unknown, unknown> {
  return map.set('self', map).set(map, 'as key');
}

function throwing(): ProxyHandler<object> {
  return new Proxy(
    {},
    {
      get: () => () => {
        throw new Error('every trap');
      },
    },
  );
}

function revoked(target: object): object {
  const { proxy, revoke } = Proxy.revocable(target, {});
  revoke();
  return proxy;
}

/** Every key of it is another one. */
function endless(): object {
  return new Proxy(
    {},
    {
      get: () => endless(),
      ownKeys: () => ['a', 'b'],
      getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true, value: 1 }),
    },
  );
}

function cycleOfErrors(): Error {
  const error = new Error('outer\u001b[31m');
  error.cause = new AggregateError([error, 'text'], 'inner', { cause: error });
  return error;
}
