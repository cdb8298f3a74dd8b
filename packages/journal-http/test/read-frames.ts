export interface FeedFrame {
  id?: string;
  event: string;
  data: unknown;
}

export interface FrameReader {
  /** @throws when the stream has ended */
  next(): Promise<FeedFrame>;
  take(count: number): Promise<FeedFrame[]>;
  cancel(): Promise<void>;
}

/** Reads a stream as a client does; comments are left out. */
export function readFrames(response: Response): FrameReader {
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  const decoder = new TextDecoder();
  let text = '';
  const next = async (): Promise<FeedFrame> => {
    for (;;) {
      const end = text.indexOf('\n\n');
      if (end === -1) {
        const { value, done } = await reader.read();
        if (done) throw new Error(`the stream ended after ${JSON.stringify(text)}`);
        text += decoder.decode(value, { stream: true });
        continue;
      }
      const frame = text.slice(0, end);
      text = text.slice(end + 2);
      if (!frame.startsWith(':')) return parseFrame(frame);
    }
  };
  return {
    next,
    async take(count) {
      const frames: FeedFrame[] = [];
      while (frames.length < count) frames.push(await next());
      return frames;
    },
    cancel: () => reader.cancel(),
  };
}

function parseFrame(text: string): FeedFrame {
  const fields = new Map(
    text.split('\n').map((line): [string, string] => {
      const colon = line.indexOf(': ');
      return [line.slice(0, colon), line.slice(colon + 2)];
    }),
  );
  const id = fields.get('id');
  return {
    ...(id === undefined ? {} : { id }),
    event: fields.get('event') as string,
    data: JSON.parse(fields.get('data') as string),
  };
}
