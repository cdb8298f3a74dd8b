import { EventEmitter } from 'node:events';
import { JournalRuntimeError } from './errors.js';
import { errorText, shown } from './shown.js';

export interface BindOptions {
  /**
   * Names to listen for on an EventEmitter or EventTarget; each is the event's type, and what comes with
   * it the data. Default: `event`, carrying `{ type, data }`.
   */
  events?: readonly string[];
  /** Called once when a stream or async iterable has ended, with its error if it threw. */
  onEnd?: (error?: Error) => void;
}

/** What bind() can listen to; parameters are left open, so that typed buses fit too. */
export type EventBus =
  | { on(...parameters: never[]): unknown; off(...parameters: never[]): unknown }
  | {
      addEventListener(...parameters: never[]): unknown;
      removeEventListener(...parameters: never[]): unknown;
    }
  | { subscribe(...parameters: never[]): unknown }
  | AsyncIterable<unknown>;

export interface BusSink {
  record(event: unknown): void;
  fail(error: JournalRuntimeError): void;
}

/**
 * Hand every event of a bus to the sink.
 *
 * @returns what takes all listeners away again; may be called more than once
 * @throws {JOURNAL_RUNTIME_BUS_UNKNOWN} when it is no bus
 * @throws {JOURNAL_RUNTIME_BUS_FAILED} when the bus throws
 */
export function bindBus(bus: unknown, sink: BusSink, options: BindOptions = {}): () => void {
  if (bus === null || (typeof bus !== 'object' && typeof bus !== 'function')) throw unknownBus(bus);
  const names = readNames(options.events);
  try {
    return once(attach(bus as Record<PropertyKey, unknown>, sink, names, options));
  } catch (error) {
    throw error instanceof JournalRuntimeError ? error : failed(error);
  }
}

function attach(
  bus: Record<PropertyKey, unknown>,
  sink: BusSink,
  names: readonly string[] | undefined,
  options: BindOptions,
): () => void {
  if (names === undefined && typeof bus.pipe === 'function' && typeof bus.on === 'function') {
    return readStream(bus as unknown as EventEmitter, sink, options);
  }
  if (names === undefined && typeof bus[Symbol.asyncIterator] === 'function') {
    return iterate(bus as unknown as AsyncIterable<unknown>, sink, options);
  }
  if (names === undefined && typeof bus.subscribe === 'function') return subscribe(bus, sink, options);
  if (typeof bus.on === 'function' && typeof (bus.off ?? bus.removeListener) === 'function') {
    return listen(bus as unknown as EventEmitter, sink, names);
  }
  if (typeof bus.addEventListener === 'function' && typeof bus.removeEventListener === 'function') {
    return listenToTarget(bus as unknown as EventTarget, sink, names);
  }
  if (typeof bus.subscribe === 'function') return subscribe(bus, sink, options);
  throw unknownBus(bus);
}

function listen(bus: EventEmitter, sink: BusSink, names: readonly string[] | undefined): () => void {
  const listeners = (names ?? ['event']).map((name) => {
    const listener = (...values: unknown[]): void =>
      sink.record(names === undefined ? whole(values) : named(name, values[0]));
    // A plain listener for `error` would keep a host's unhandled error from being thrown.
    return {
      event: name === 'error' && bus instanceof EventEmitter ? EventEmitter.errorMonitor : name,
      listener,
    };
  });
  for (const { event, listener } of listeners) bus.on(event, listener);
  return () => {
    for (const { event, listener } of listeners) {
      if (typeof bus.off === 'function') bus.off(event, listener);
      else (bus as EventEmitter).removeListener(event, listener);
    }
  };
}

function listenToTarget(bus: EventTarget, sink: BusSink, names: readonly string[] | undefined): () => void {
  const listeners = (names ?? ['event']).map((name) => {
    const listener = (event: Event): void => {
      const carried = payload(event);
      sink.record(names === undefined ? carried : named(name, carried));
    };
    return { name, listener };
  });
  for (const { name, listener } of listeners) bus.addEventListener(name, listener);
  return () => {
    for (const { name, listener } of listeners) bus.removeEventListener(name, listener);
  };
}

function subscribe(bus: Record<PropertyKey, unknown>, sink: BusSink, options: BindOptions): () => void {
  const subscription: unknown = (bus.subscribe as (listener: (event: unknown) => void) => unknown)((event) =>
    sink.record(event),
  );
  if (typeof subscription === 'function') return () => void subscription();
  if (subscription === null || typeof subscription !== 'object') return () => undefined;
  const handle = subscription as Record<PropertyKey, unknown>;
  // A bus that hands out a queue instead of calling, as LMX's does.
  if (typeof handle[Symbol.asyncIterator] === 'function') {
    return iterate(handle as unknown as AsyncIterable<unknown>, sink, options);
  }
  if (typeof handle.unsubscribe === 'function') return () => void (handle.unsubscribe as () => unknown)();
  return () => undefined;
}

/** By its `data` events: iterating would take the objects away from other readers and destroy the stream. */
function readStream(stream: EventEmitter, sink: BusSink, options: BindOptions): () => void {
  const onData = (event: unknown): void => sink.record(event);
  const onError = (error: unknown): void => leave(failed(error));
  const onEnd = (): void => leave();
  const unbind = (): void => {
    stream.off('data', onData).off(EventEmitter.errorMonitor, onError).off('end', onEnd).off('close', onEnd);
  };
  function leave(error?: JournalRuntimeError): void {
    unbind();
    tellEnd(sink, options, error);
  }
  stream.on('data', onData).on(EventEmitter.errorMonitor, onError).on('end', onEnd).on('close', onEnd);
  return unbind;
}

function iterate(iterable: AsyncIterable<unknown>, sink: BusSink, options: BindOptions): () => void {
  const iterator = iterable[Symbol.asyncIterator]();
  let bound = true;
  const end = (error?: JournalRuntimeError): void => {
    if (!bound) return;
    bound = false;
    tellEnd(sink, options, error);
  };
  const drain = async (): Promise<void> => {
    try {
      while (bound) {
        const { done, value } = await iterator.next();
        if (done) return end();
        if (bound) sink.record(value);
      }
    } catch (error) {
      end(failed(error));
    }
  };
  void drain();
  return () => {
    bound = false;
    // Not awaited: a generator answers only when its pending next() has.
    void Promise.resolve()
      .then(() => iterator.return?.())
      .catch((error: unknown) => sink.fail(failed(error)));
  };
}

function tellEnd(sink: BusSink, options: BindOptions, error: JournalRuntimeError | undefined): void {
  if (error !== undefined) sink.fail(error);
  try {
    options.onEnd?.(error);
  } catch (thrown) {
    sink.fail(failed(thrown));
  }
}

/** An event of which only the name is known; what already is an event stays as it is. */
function named(name: string, value: unknown): unknown {
  if (isEvent(value)) return value;
  return { type: name, data: value instanceof Error ? { name: value.name, message: value.message } : value };
}

function whole(values: readonly unknown[]): unknown {
  return typeof values[0] === 'string' ? { type: values[0], data: values[1] } : values[0];
}

function payload(event: Event): unknown {
  if ('detail' in event) return event.detail;
  return 'data' in event ? event.data : undefined;
}

function isEvent(value: unknown): boolean {
  if (value === null || typeof value !== 'object') return false;
  const { type, event_type } = value as Record<string, unknown>;
  if (typeof event_type === 'string') return true;
  return typeof type === 'string' && ('data' in value || 'time' in value);
}

function readNames(names: unknown): readonly string[] | undefined {
  if (names === undefined) return undefined;
  if (Array.isArray(names) && names.length > 0 && names.every((name) => typeof name === 'string'))
    return names;
  throw new JournalRuntimeError(
    'JOURNAL_RUNTIME_BUS_UNKNOWN',
    `bind() was given events = ${shown(names)}; it takes a list of names.`,
    { events: names },
  );
}

function unknownBus(bus: unknown): JournalRuntimeError {
  return new JournalRuntimeError(
    'JOURNAL_RUNTIME_BUS_UNKNOWN',
    `bind() was given ${bus === null ? 'null' : `a value of type ${typeof bus}`} that is no event bus. Pass an EventEmitter, an EventTarget, an async iterable or an object with subscribe().`,
  );
}

function failed(error: unknown): JournalRuntimeError {
  return new JournalRuntimeError(
    'JOURNAL_RUNTIME_BUS_FAILED',
    `The event bus failed (${errorText(error)}), so the journal no longer hears it. Mend the bus and bind it again.`,
    {},
    { cause: error },
  );
}

function once(action: () => void): () => void {
  let done = false;
  return () => {
    if (done) return;
    done = true;
    action();
  };
}
