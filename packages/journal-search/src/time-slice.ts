import { setImmediate } from 'node:timers/promises';
import { SLICE_MS } from './constants.js';

/** Lets others run whenever synchronous work has taken its slice of time. */
export class TimeSlice {
  #end = performance.now() + SLICE_MS;

  get isOver(): boolean {
    return performance.now() >= this.#end;
  }

  async rest(): Promise<void> {
    await setImmediate();
    this.#end = performance.now() + SLICE_MS;
  }
}
