import { EventEmitter, once } from 'node:events';
import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { bindBus } from './bind-bus.js';
import type { JournalRuntimeError } from './errors.js';

function sink() {
  const events: unknown[] = [];
  const errors: JournalRuntimeError[] = [];
  return {
    events,
    errors,
    record: (event: unknown) => void events.push(event),
    fail: (error: JournalRuntimeError) => void errors.push(error),
  };
}

describe('an EventEmitter', () => {
  it('carries whole events under the name event', () => {
    const bus = new EventEmitter();
    const to = sink();
    const unbind = bindBus(bus, to);
    bus.emit('event', { type: 'a', data: 1 });
    bus.emit('event', 'b', { x: 2 });
    unbind();
    bus.emit('event', { type: 'c' });
    expect(to.events).toEqual([
      { type: 'a', data: 1 },
      { type: 'b', data: { x: 2 } },
    ]);
    expect(bus.eventNames()).toEqual([]);
  });

  it('carries data under names of types', () => {
    const bus = new EventEmitter();
    const to = sink();
    const unbind = bindBus(bus, to, { events: ['model_loaded', 'model_unloaded'] });
    bus.emit('model_loaded', { model_id: 'm' });
    bus.emit('model_unloaded', { event_type: 'model_unloaded', data: {}, timestamp: 5 });
    bus.emit('other', {});
    expect(to.events).toEqual([
      { type: 'model_loaded', data: { model_id: 'm' } },
      { event_type: 'model_unloaded', data: {}, timestamp: 5 },
    ]);
    unbind();
    unbind();
    expect(bus.eventNames()).toEqual([]);
  });

  it('keeps an error that nobody handles being thrown', () => {
    const bus = new EventEmitter();
    const to = sink();
    const unbind = bindBus(bus, to, { events: ['error'] });
    expect(() => bus.emit('error', new RangeError('too far'))).toThrow('too far');
    expect(to.events).toEqual([{ type: 'error', data: { name: 'RangeError', message: 'too far' } }]);
    unbind();
    expect(bus.eventNames()).toEqual([]);
  });
});

describe('an EventTarget', () => {
  it('carries whole events in the detail of event, or data under names', () => {
    const target = new EventTarget();
    const to = sink();
    const unbindWhole = bindBus(target, to);
    const unbindNamed = bindBus(target, to, { events: ['model_loaded'] });
    target.dispatchEvent(new CustomEvent('event', { detail: { type: 'a', data: 1 } }));
    target.dispatchEvent(new CustomEvent('model_loaded', { detail: { model_id: 'm' } }));
    unbindWhole();
    unbindNamed();
    target.dispatchEvent(new CustomEvent('model_loaded', { detail: {} }));
    expect(to.events).toEqual([
      { type: 'a', data: 1 },
      { type: 'model_loaded', data: { model_id: 'm' } },
    ]);
  });
});

describe('an object with subscribe', () => {
  it.each([
    ['a function', (leave: () => void) => leave],
    ['an object with unsubscribe', (leave: () => void) => ({ unsubscribe: leave })],
  ])('is left through %s', (_name, handleFor) => {
    let listener: ((event: unknown) => void) | undefined;
    const bus = {
      subscribe(given: (event: unknown) => void) {
        listener = given;
        return handleFor(() => {
          listener = undefined;
        });
      },
    };
    const to = sink();
    const unbind = bindBus(bus, to);
    listener?.({ type: 'a' });
    unbind();
    expect(to.events).toEqual([{ type: 'a' }]);
    expect(listener).toBeUndefined();
  });

  it('may hand out a queue that is iterated', async () => {
    const queue = new PassThrough({ objectMode: true });
    const to = sink();
    const ended = new Promise<void>((resolve) => {
      bindBus({ subscribe: () => queue }, to, { onEnd: () => resolve() });
    });
    queue.end({ type: 'a' });
    await ended;
    expect(to.events).toEqual([{ type: 'a' }]);
  });

  it('reports a subscribe that throws', () => {
    const bus = {
      subscribe() {
        throw new Error('50 subscribers at most');
      },
    };
    expect(() => bindBus(bus, sink())).toThrow(/50 subscribers at most/);
  });
});

describe('an async iterable', () => {
  it('is read to its end', async () => {
    const to = sink();
    const error = await new Promise((resolve) => {
      bindBus(
        (async function* () {
          yield { type: 'a' };
          yield { type: 'b' };
        })(),
        to,
        { onEnd: resolve },
      );
    });
    expect(error).toBeUndefined();
    expect(to.events).toEqual([{ type: 'a' }, { type: 'b' }]);
  });

  it('reports an error that it throws', async () => {
    const to = sink();
    await new Promise((resolve) => {
      bindBus(
        (async function* () {
          yield { type: 'a' };
          throw new Error('connection lost');
        })(),
        to,
        { onEnd: resolve },
      );
    });
    expect(to.events).toHaveLength(1);
    expect(to.errors.map(({ code, message }) => [code, message])).toEqual([
      ['JOURNAL_RUNTIME_BUS_FAILED', expect.stringContaining('connection lost')],
    ]);
  });

  it('is released when unbound', async () => {
    const to = sink();
    let released: () => void = () => undefined;
    const done = new Promise<void>((resolve) => {
      released = resolve;
    });
    const bus = {
      [Symbol.asyncIterator]: () => ({
        next: () => new Promise<IteratorResult<unknown>>(() => undefined),
        return: async () => {
          released();
          return { done: true as const, value: undefined };
        },
      }),
    };
    const unbind = bindBus(bus, to);
    unbind();
    await done;
    expect(to.errors).toEqual([]);
  });
});

describe('a stream of objects', () => {
  it('is read beside its other readers and stays open when unbound', async () => {
    const stream = new PassThrough({ objectMode: true });
    const to = sink();
    const seen: unknown[] = [];
    stream.on('data', (event) => seen.push(event));
    const before = stream.eventNames().length;
    const unbind = bindBus(stream, to);
    const data = once(stream, 'data');
    stream.write({ type: 'a' });
    await data;
    unbind();
    expect(to.events).toEqual([{ type: 'a' }]);
    expect(seen).toEqual(to.events);
    expect(stream.destroyed).toBe(false);
    expect(stream.eventNames()).toHaveLength(before);
  });

  it('reports its error and keeps it being thrown', () => {
    const stream = new PassThrough({ objectMode: true });
    const to = sink();
    let ended: Error | undefined;
    bindBus(stream, to, {
      onEnd: (error) => {
        ended = error;
      },
    });
    expect(() => stream.emit('error', new Error('cut'))).toThrow('cut');
    expect(ended).toMatchObject({ code: 'JOURNAL_RUNTIME_BUS_FAILED' });
    expect(to.errors).toHaveLength(1);
  });
});

it.each([[null], [42], ['bus'], [{}], [() => 1]])('refuses %s as a bus', (bus) => {
  expect(() => bindBus(bus, sink())).toThrow(
    expect.objectContaining({ code: 'JOURNAL_RUNTIME_BUS_UNKNOWN' }),
  );
});

it('refuses names that are none', () => {
  expect(() => bindBus(new EventEmitter(), sink(), { events: 'event' as never })).toThrow(
    expect.objectContaining({ code: 'JOURNAL_RUNTIME_BUS_UNKNOWN' }),
  );
});
