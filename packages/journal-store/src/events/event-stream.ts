import type { DamagedSpan, EventBatch, EventRecord } from './event-record.js';

type Found = EventRecord | DamagedSpan;
type Step = IteratorResult<Found, void>;

const ENDED: Step = { done: true, value: undefined };

/**
 * What batches hold, one after the other. A generator would need three turns of the queue of promises for each of
 * them, which takes as long as parsing it.
 */
export class EventStream implements AsyncGenerator<Found, void, undefined> {
  readonly #batches: AsyncGenerator<EventBatch, void, undefined>;
  #batch: EventBatch = [];
  #index = 0;
  /** The last call that is not answered yet. Who calls meanwhile comes after it. */
  #tail: Promise<void> | undefined;

  constructor(batches: AsyncGenerator<EventBatch, void, undefined>) {
    this.#batches = batches;
  }

  next(): Promise<Step> {
    const value = this.#tail === undefined ? this.#batch[this.#index] : undefined;
    if (value === undefined) return this.#inTurn(() => this.#next());
    this.#index += 1;
    return Promise.resolve({ done: false, value });
  }

  return(): Promise<Step> {
    return this.#inTurn(() => this.#end(this.#batches.return()));
  }

  throw(error: unknown): Promise<Step> {
    return this.#inTurn(() => this.#end(this.#batches.throw(error)));
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.return();
  }

  async #next(): Promise<Step> {
    while (this.#index === this.#batch.length) {
      const next = await this.#batches.next();
      if (next.done === true) return ENDED;
      this.#batch = next.value;
      this.#index = 0;
    }
    const value = this.#batch[this.#index] as Found;
    this.#index += 1;
    return { done: false, value };
  }

  async #end(ending: Promise<unknown>): Promise<Step> {
    this.#batch = [];
    this.#index = 0;
    await ending;
    return ENDED;
  }

  #inTurn(call: () => Promise<Step>): Promise<Step> {
    const step = this.#tail === undefined ? call() : this.#tail.then(call);
    const tail = step.then(ignored, ignored).then(() => {
      if (this.#tail === tail) this.#tail = undefined;
    });
    this.#tail = tail;
    return step;
  }
}

function ignored(): void {}
