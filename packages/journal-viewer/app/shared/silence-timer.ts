/** Three heartbeats of the server, by default: a connection that is silent for longer is dead. */
const MAX_SILENCE_MS = 90_000;

/** Tells once that nothing was heard for too long. */
export class SilenceTimer {
  readonly #onSilence: () => void;
  #timer: ReturnType<typeof setTimeout>;

  constructor(onSilence: () => void) {
    this.#onSilence = onSilence;
    this.#timer = setTimeout(onSilence, MAX_SILENCE_MS);
  }

  refresh(): void {
    this.clear();
    this.#timer = setTimeout(this.#onSilence, MAX_SILENCE_MS);
  }

  clear(): void {
    clearTimeout(this.#timer);
  }
}
