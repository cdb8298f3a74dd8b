import { EVENT_BLOCK_BYTES } from '../constants.js';
import { FIND_WORD_CODE } from './find-word-code.js';
import { NEWLINE } from './line.js';

/** What `wasm/find-word.wat` exports. */
interface FindWord {
  memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
  find(from: number, to: number, word: number, length: number): number;
}

/** The part of the language's own WebAssembly that is used here; the types of Node leave it out. */
interface WebAssemblyNamespace {
  Module: new (code: Uint8Array) => object;
  Instance: new (module: object) => { exports: unknown };
}

const PAGE_BYTES = 65_536;
/** The word stands in the first page, the block behind it; the last page is what a look at 16 bytes may run into. */
const BLOCK_OFFSET = PAGE_BYTES;
const PAGES = 2 + EVENT_BLOCK_BYTES / PAGE_BYTES;

/** A block of memory in which a word is found without making text of the bytes, in a third of the time. */
export class ScanMemory {
  /** Bytes are read into it from its begin. */
  readonly block: Buffer;
  readonly #word: Buffer;
  readonly #find: FindWord['find'];

  constructor({ memory, find }: FindWord) {
    memory.grow(PAGES - memory.buffer.byteLength / PAGE_BYTES);
    this.block = Buffer.from(memory.buffer, BLOCK_OFFSET, EVENT_BLOCK_BYTES);
    this.#word = Buffer.from(memory.buffer, 0, PAGE_BYTES);
    this.#find = find;
  }

  holds(bytes: Buffer): boolean {
    return bytes.buffer === this.block.buffer;
  }

  /**
   * The lines that hold the word in either case, a byte beyond ASCII, or an escape `\u`: `[from, to)`.
   *
   * @param word - of the letters a to z and digits
   * @param bytes - whole lines, in the block
   */
  linesWith(word: string, bytes: Buffer): [number, number][] {
    const length = this.#word.write(word, 0, 'latin1');
    const begin = bytes.byteOffset;
    const lines: [number, number][] = [];
    for (let from = 0; from < bytes.length; ) {
      const place = this.#find(begin + from, begin + bytes.length, 0, length) - begin;
      if (place < 0) break;
      const to = bytes.indexOf(NEWLINE, place);
      lines.push([bytes.lastIndexOf(NEWLINE, place) + 1, to]);
      from = to + 1;
    }
    return lines;
  }
}

/** The one of this thread: what is in it counts until the next read. Undefined where the host runs no WebAssembly. */
export const scanMemory = createScanMemory();

function createScanMemory(): ScanMemory | undefined {
  const { WebAssembly } = globalThis as unknown as { WebAssembly?: WebAssemblyNamespace };
  if (WebAssembly === undefined) return undefined;
  try {
    const module = new WebAssembly.Module(Buffer.from(FIND_WORD_CODE, 'base64'));
    return new ScanMemory(new WebAssembly.Instance(module).exports as FindWord);
  } catch {
    // Without the 128-bit instructions, or where code may not be made at run time: regular expressions do the same.
    return undefined;
  }
}
