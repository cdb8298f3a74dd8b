import { type EventFrame, EventFrameReader } from 'test-kit';

export interface FrameReader {
  /** @throws when the stream has ended */
  next(): Promise<EventFrame>;
  take(count: number): Promise<EventFrame[]>;
  cancel(): Promise<void>;
}

/** Reads a stream as a client does; comments are left out. */
export function readFrames(response: Response): FrameReader {
  const stream = (response.body as ReadableStream<Uint8Array>).getReader();
  const reader = new EventFrameReader();
  const waiting: EventFrame[] = [];
  const next = async (): Promise<EventFrame> => {
    for (;;) {
      const frame = waiting.shift();
      if (frame !== undefined) return frame;
      const { value, done } = await stream.read();
      if (done) throw new Error('the stream ended');
      waiting.push(...reader.push(value));
    }
  };
  return {
    next,
    async take(count) {
      const frames: EventFrame[] = [];
      while (frames.length < count) frames.push(await next());
      return frames;
    },
    cancel: () => stream.cancel(),
  };
}
