import { TimeSlice } from '../time-slice.js';

/** A slice of time for work that can be ended at each of its rests. */
export class AbortableSlice extends TimeSlice {
  readonly #signal: AbortSignal;

  constructor(signal: AbortSignal) {
    super();
    this.#signal = signal;
  }

  /** @throws the signal's reason, once it was aborted */
  override async rest(): Promise<void> {
    await super.rest();
    this.#signal.throwIfAborted();
  }
}
