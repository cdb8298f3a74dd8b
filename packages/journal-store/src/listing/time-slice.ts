import { setImmediate } from 'node:timers/promises';
import { LISTING_SLICE_MS } from '../constants.js';

/** Lets others run whenever synchronous work has taken its slice of time. */
export class TimeSlice {
  #end = performance.now() + LISTING_SLICE_MS;

  async rest(): Promise<void> {
    if (performance.now() < this.#end) return;
    await setImmediate();
    this.#end = performance.now() + LISTING_SLICE_MS;
  }

  get isOver(): boolean {
    return performance.now() >= this.#end;
  }
}
