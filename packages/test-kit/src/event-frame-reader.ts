/** A frame of a stream of Server-Sent Events, as a client sees it. */
export interface EventFrame {
  id?: string;
  event: string;
  data: unknown;
}

/** Cuts the bytes of a stream into frames whose data is JSON; comments are left out. */
export class EventFrameReader {
  readonly #decoder = new TextDecoder();
  #rest = '';

  /** @returns the frames that are whole by now */
  push(bytes: Uint8Array): EventFrame[] {
    const blocks = (this.#rest + this.#decoder.decode(bytes, { stream: true })).split('\n\n');
    this.#rest = blocks.pop() as string;
    return blocks.filter((block) => !block.startsWith(':')).map(parseFrame);
  }
}

function parseFrame(text: string): EventFrame {
  const [, id, event = '', data = ''] = /^(?:id: (.*)\n)?event: (.*)\ndata: (.*)$/.exec(text) ?? [];
  return { ...(id === undefined ? {} : { id }), event, data: JSON.parse(data) };
}
