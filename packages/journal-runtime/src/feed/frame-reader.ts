import { createParser, type EventSourceMessage, type ParseError } from 'eventsource-parser';
import { MAX_FRAME_CHARACTERS } from './constants.js';

export interface FrameListener {
  /** @param time when it happened, epoch milliseconds, where the server says that it comes late */
  frame(message: EventSourceMessage, time: number | undefined): void;
  /** The server says, before anything else, after which event this connection begins. */
  place(id: string): void;
  /** A frame was longer than allowed. */
  frameTooLong(): void;
  /** The server wishes this pause before a reconnection, in milliseconds. */
  retry(ms: number): void;
}

/** A comment of journal-http before an event that is not sent as it happens. */
const TIME = /^time (\d{1,15})$/;
/** A comment of journal-http at the beginning of a feed that goes on after no event. */
const PLACE = /^place (\S+)$/;
/** Two ends of a line; each is CR LF, LF or CR. */
const END_OF_FRAME = /\n(?:\n|\r\n?)|\r\r\n?/;

/** Cuts the bytes of one connection into frames. What is too long is left out up to its end and held nowhere. */
export class FrameReader {
  readonly #decoder = new TextDecoder();
  readonly #parser;
  #isSkipping = false;
  #time: number | undefined;
  /** Last character before what comes next, as it may be half of the end of a frame. */
  #lastCharacter = '';

  constructor(listener: FrameListener) {
    this.#parser = createParser({
      maxBufferSize: MAX_FRAME_CHARACTERS,
      onEvent: (message) => {
        const time = this.#time;
        this.#time = undefined;
        // The parser counts only what it must hold from one chunk to the next.
        if (message.data.length > MAX_FRAME_CHARACTERS) listener.frameTooLong();
        else listener.frame(message, time);
      },
      onComment: (comment) => {
        const told = TIME.exec(comment)?.[1];
        if (told !== undefined) this.#time = Number(told);
        const place = PLACE.exec(comment)?.[1];
        if (place !== undefined) listener.place(place);
      },
      onRetry: (ms) => listener.retry(ms),
      onError: ({ type }: ParseError) => {
        // Unknown fields are to be ignored.
        if (type !== 'max-buffer-size-exceeded') return;
        this.#isSkipping = true;
        listener.frameTooLong();
      },
    });
  }

  push(bytes: Uint8Array): void {
    const decoded = this.#decoder.decode(bytes, { stream: true });
    const text = this.#isSkipping ? this.#afterLongFrame(decoded) : decoded;
    if (text === '') return;
    this.#parser.feed(text);
    this.#lastCharacter = text.slice(-1);
  }

  /** The rest must not be parsed: a text in a long frame could be made to look like a frame of its own. */
  #afterLongFrame(decoded: string): string {
    const text = this.#lastCharacter + decoded;
    const end = END_OF_FRAME.exec(text);
    if (end === null) {
      this.#lastCharacter = text.slice(-1);
      return '';
    }
    this.#isSkipping = false;
    this.#parser.reset();
    return text.slice(end.index + end[0].length);
  }
}
