import type { Publish, Readiness, ReadinessState } from '../model-engine.js';

/** How far each model is on its way to answering requests. Changes are published, except back to unknown. */
export class ReadinessTable {
  readonly #publish: Publish;
  readonly #clock: () => number;
  readonly #states = new Map<string, Readiness>();

  constructor(publish: Publish, clock: () => number) {
    this.#publish = publish;
    this.#clock = clock;
  }

  get(id: string): Readiness {
    return this.#states.get(id) ?? { state: 'unknown', reason: null, crash_count: 0 };
  }

  change(id: string, state: ReadinessState): void {
    this.#set(id, { ...this.get(id), state, reason: null });
  }

  /** Quarantine a model and count its crash. */
  quarantine(id: string, reason: string, failure: string): void {
    const crashCount = this.get(id).crash_count + 1;
    this.#set(
      id,
      { state: 'quarantined', reason, crash_count: crashCount },
      { last_failure_reason: failure },
    );
  }

  /** The model is gone. One in quarantine stays there until it is loaded again. */
  forget(id: string): void {
    const known = this.#states.get(id);
    if (known === undefined || known.state === 'quarantined') return;
    this.#states.set(id, { ...known, state: 'unknown', reason: null });
  }

  #set(id: string, readiness: Readiness, further: Record<string, unknown> = {}): void {
    const previous = this.get(id).state;
    this.#states.set(id, readiness);
    this.#publish('model_readiness_changed', {
      model_id: id,
      previous_state: previous,
      state: readiness.state,
      reason: readiness.reason,
      crash_count: readiness.crash_count,
      ...further,
      updated_at: this.#clock() / 1000,
    });
  }
}
