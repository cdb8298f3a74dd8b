import { CHUNK_BYTES } from './constants.js';

/** Frames that are sent as one chunk. */
export class FrameBatch {
  #frames: Uint8Array[] = [];
  #bytes = 0;

  get isFull(): boolean {
    return this.#bytes >= CHUNK_BYTES;
  }

  add(frame: Uint8Array): void {
    this.#frames.push(frame);
    this.#bytes += frame.length;
  }

  /** @returns undefined where there is none */
  take(): Uint8Array | undefined {
    const frames = this.#frames;
    this.#frames = [];
    this.#bytes = 0;
    return frames.length > 1 ? Buffer.concat(frames) : frames[0];
  }
}
