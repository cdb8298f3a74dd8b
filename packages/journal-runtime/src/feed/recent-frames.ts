import { createHash } from 'node:crypto';
import type { EventSourceMessage } from 'eventsource-parser';
import { MAX_REMEMBERED_FRAMES } from './constants.js';

/** Notices frames that a server sends again. */
export class RecentFrames {
  readonly #keys = new Set<string>();

  /** @returns false if the same frame came before */
  add({ id, event, data }: EventSourceMessage): boolean {
    // By its content too: a server that numbers from 1 after each start gives an id to different events.
    const key = `${id}\n${event}\n${createHash('sha256').update(data).digest('base64')}`;
    if (this.#keys.has(key)) return false;
    this.#keys.add(key);
    if (this.#keys.size > MAX_REMEMBERED_FRAMES) {
      const [oldest] = this.#keys;
      this.#keys.delete(oldest as string);
    }
    return true;
  }
}
