import type { Publish } from '../../src/engine/model-engine.js';

export interface RecordedEvent {
  type: string;
  data: Record<string, unknown>;
}

/** An event bus that remembers, and on which one can wait for what has yet to come. */
export class Recorder {
  readonly events: RecordedEvent[] = [];
  readonly #waiting: { type: string; found: (event: RecordedEvent) => void }[] = [];

  readonly publish: Publish = (type, data) => {
    const event = { type, data };
    this.events.push(event);
    for (const waiting of this.#waiting.splice(0)) {
      if (waiting.type === type) waiting.found(event);
      else this.#waiting.push(waiting);
    }
  };

  /** Types in their order; readiness with its state. */
  story(): string[] {
    return this.events.map(({ type, data }) =>
      type === 'model_readiness_changed' ? `${type} ${data.previous_state}→${data.state}` : type,
    );
  }

  of(type: string): Record<string, unknown>[] {
    return this.events.filter((event) => event.type === type).map(({ data }) => data);
  }

  /** The next event of a type. */
  next(type: string): Promise<Record<string, unknown>> {
    return new Promise((resolve) => {
      this.#waiting.push({ type, found: ({ data }) => resolve(data) });
    });
  }

  clear(): void {
    this.events.length = 0;
  }
}
