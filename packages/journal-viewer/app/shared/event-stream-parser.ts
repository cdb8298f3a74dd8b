/** One frame of Server-Sent Events. */
export interface StreamFrame {
  /** Its own: a frame without one does not have that of the frame before. */
  id?: string;
  event: string;
  data: string;
  /** The last comment that stood before it. */
  comment?: string;
}

const END_OF_LINE = /\r\n?|\n/g;

/**
 * Cuts the bytes of a stream into frames, wherever they are split. Each byte is looked at once.
 *
 * Source: https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream
 */
export class EventStreamParser {
  readonly #decoder = new TextDecoder();
  /** A line of which the end has not come yet. */
  #line = '';
  /** A line feed that comes next belongs to the end of the line before. */
  #isAfterReturn = false;
  #id: string | undefined;
  #event = '';
  #data: string[] = [];
  #comment: string | undefined;

  /** @returns the frames that end in these bytes */
  push(bytes: Uint8Array): StreamFrame[] {
    const text = this.#decoder.decode(bytes, { stream: true });
    if (text === '') return [];
    const frames: StreamFrame[] = [];
    let begin = this.#isAfterReturn && text.startsWith('\n') ? 1 : 0;
    this.#isAfterReturn = text.endsWith('\r');
    for (const { 0: end, index } of text.matchAll(END_OF_LINE)) {
      if (index < begin) continue;
      const frame = this.#take(this.#line + text.slice(begin, index));
      if (frame !== undefined) frames.push(frame);
      this.#line = '';
      begin = index + end.length;
    }
    this.#line += text.slice(begin);
    return frames;
  }

  #take(line: string): StreamFrame | undefined {
    if (line === '') return this.#finish();
    const colon = line.indexOf(':');
    const name = colon === -1 ? line : line.slice(0, colon);
    const value = colon === -1 ? '' : line.slice(colon + (line[colon + 1] === ' ' ? 2 : 1));
    if (name === '') this.#comment = value;
    else if (name === 'data') this.#data.push(value);
    else if (name === 'event') this.#event = value;
    else if (name === 'id' && !value.includes('\0')) this.#id = value;
    return undefined;
  }

  /** Comments are kept until there is a frame behind them. */
  #finish(): StreamFrame | undefined {
    const [id, event, data, comment] = [this.#id, this.#event || 'message', this.#data, this.#comment];
    this.#id = undefined;
    this.#event = '';
    if (data.length === 0) return undefined;
    this.#data = [];
    this.#comment = undefined;
    return {
      ...(id === undefined ? {} : { id }),
      event,
      data: data.join('\n'),
      ...(comment === undefined ? {} : { comment }),
    };
  }
}
