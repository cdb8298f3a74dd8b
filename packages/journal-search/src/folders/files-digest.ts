/** Size and both times of a file, and the same memory as 32-bit words. */
const numbers = new Float64Array(3);
const words = new Uint32Array(numbers.buffer);

/** What is known of a file without opening it. */
interface FileFacts {
  /** Bytes. */
  size: number;
  /** Epoch milliseconds of the last change of the content. */
  mtimeMs: number;
  /** Epoch milliseconds of the last change of the inode. */
  ctimeMs: number;
}

/**
 * A text that is another one after a file was added, removed or changed. It does not depend on their order.
 *
 * @remarks 64 bits, each file's added up: what must not be wrong once in 10^19 times needs the stamps themselves.
 */
export class FilesDigest {
  #count = 0;
  #low = 0;
  #high = 0;

  /** @param folder - a number for each folder, where the same file in another one counts as another one */
  add(name: string, { size, mtimeMs, ctimeMs }: FileFacts, folder = 0): void {
    numbers[0] = size;
    numbers[1] = mtimeMs;
    numbers[2] = ctimeMs;
    let a = 0x811c9dc5 ^ folder;
    let b = 0x9747b28c ^ folder;
    for (let index = 0; index < name.length; index += 1) {
      const code = name.charCodeAt(index);
      a = Math.imul(a ^ code, 0x01000193);
      b = Math.imul(b ^ code, 0x5bd1e995);
    }
    for (let index = 0; index < words.length; index += 1) {
      const word = words[index] as number;
      a = scatter(a ^ word);
      b = scatter(Math.imul(b, 0x27d4eb2f) + word);
    }
    this.#count += 1;
    this.#low = (this.#low + a) >>> 0;
    this.#high = (this.#high + b) >>> 0;
  }

  toString(): string {
    return `${this.#count}-${this.#high.toString(16)}-${this.#low.toString(16)}`;
  }
}

/** Source: the finalizer of MurmurHash3, by which every bit depends on every other. */
function scatter(word: number): number {
  let mixed = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}
