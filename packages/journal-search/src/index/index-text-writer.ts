import { BATCH_CHARACTERS, MAX_TOKEN_CHARACTERS } from '../constants.js';
import { BOUNDARY, beginsAnew } from '../documents/document.js';
import { encodeToken } from '../tokens/encode-token.js';
import { forEachToken } from '../tokens/tokenize.js';
import { ASCII_IN_WORD, beginsAnewAt, LINE_FEED, SPACE, UNDERSCORE, WITHOUT_UNDERSCORES } from './ascii.js';

export interface IndexText {
  /** ASCII; its tokens, as FTS5 finds them with `_` as one of their characters, are those of the document, encoded. */
  text: Buffer;
  /** How many there are, with the boundaries. */
  tokens: number;
}

/** As much as logs of one batch mostly need; of what is larger the memory is not kept. */
const FIRST_BYTES = 2 * BATCH_CHARACTERS;
/** Ends what the driver is given. */
const ZERO = '\0';
/** Bytes of a character in UTF-8 at the most; where a text has more bytes than characters, it is not ASCII. */
const UTF8_BYTES = 3;
/** Bytes that a character takes while it is added: in UTF-8, and with the boundary of a line that has only two. */
const SPREAD = UTF8_BYTES + 2;

/** Puts together what the index gets of one document after the other. */
export class IndexTextWriter {
  #bytes = Buffer.allocUnsafe(FIRST_BYTES);
  /** Where the document begins that is being added. */
  #start = 0;
  #length = 0;
  #tokens = 0;

  /** Adds lines as of a log's body. @param text - with `\n` between the lines */
  addLines(text: string): void {
    if (text === '' || this.#addPlain(text)) return;
    for (const line of text.normalize('NFC').split('\n')) if (!this.#addPlain(line)) this.#addLine(line);
  }

  /** What was added since the last call. It holds until `clear`. */
  take(): IndexText {
    const taken = { text: this.#bytes.subarray(this.#start, this.#length), tokens: this.#tokens };
    this.#start = this.#length;
    this.#tokens = 0;
    return taken;
  }

  /** Begins anew in the memory of all that was taken: to ask for it for each log keeps the collector of garbage busy. */
  clear(): void {
    [this.#start, this.#length, this.#tokens] = [0, 0, 0];
    if (this.#bytes.length > FIRST_BYTES) this.#bytes = Buffer.allocUnsafe(FIRST_BYTES);
  }

  /**
   * Adds lines nearly as they are, because FTS5 folds ASCII and takes it apart as we do.
   *
   * @returns false, and nothing is added, where FTS5 would find other tokens than we do
   */
  #addPlain(text: string): boolean {
    if (text.includes(ZERO)) return false;
    const end = this.#length + SPREAD * text.length + 3;
    this.#makeRoom(end - this.#length);
    // What it is made of stands at the end of the same memory, which what is made of it never reaches.
    const bytes = this.#bytes;
    let from = end - UTF8_BYTES * text.length;
    if (bytes.write(text, from) !== text.length) return false;
    const sourceEnd = from + text.length;
    let at = this.#length;
    let tokens = 0;
    let wasInWord = 0;
    while (from < sourceEnd) {
      if (beginsAnewAt(bytes, from, sourceEnd)) {
        bytes[at] = UNDERSCORE;
        bytes[at + 1] = SPACE;
        at += 2;
        tokens += 1;
      }
      const lineStart = at;
      let code: number;
      do {
        code = bytes[from] as number;
        bytes[at] = WITHOUT_UNDERSCORES[code] as number;
        // Without branches, of which every end of a word would be one that the processor does not foresee.
        const isInWord = ASCII_IN_WORD[code] as number;
        tokens += isInWord & ~wasInWord;
        wasInWord = isInWord;
        from += 1;
        at += 1;
      } while (code !== LINE_FEED && from < sourceEnd);
      if (at - lineStart > MAX_TOKEN_CHARACTERS && hasLongToken(bytes, lineStart, at)) return false;
    }
    bytes[at] = SPACE;
    this.#length = at + 1;
    this.#tokens += tokens;
    return true;
  }

  #addLine(line: string): void {
    if (beginsAnew(line)) this.#addEncoded(BOUNDARY);
    forEachToken(line, (token) => this.#addEncoded(token));
  }

  #addEncoded(token: string): void {
    const encoded = encodeToken(token);
    this.#makeRoom(encoded.length + 1);
    this.#length += this.#bytes.write(encoded, this.#length, 'latin1');
    this.#bytes[this.#length] = SPACE;
    this.#length += 1;
    this.#tokens += 1;
  }

  #makeRoom(bytes: number): void {
    if (this.#length + bytes <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafe(2 * (this.#length + bytes));
    this.#bytes.copy(larger, 0, 0, this.#length);
    this.#bytes = larger;
  }
}

/** Whether a part has a token that is cut off. */
function hasLongToken(bytes: Uint8Array, from: number, end: number): boolean {
  let length = 0;
  for (let at = from; at < end && length <= MAX_TOKEN_CHARACTERS; at += 1) {
    length = ASCII_IN_WORD[bytes[at] as number] === 1 ? length + 1 : 0;
  }
  return length > MAX_TOKEN_CHARACTERS;
}
