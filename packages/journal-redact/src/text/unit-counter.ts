/** Tells offsets in bytes as offsets in UTF-16 units; what is asked for must not go back far. */
export class UnitCounter {
  readonly #bytes: Uint8Array;
  #at = 0;
  #units = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  unitsUntil(end: number): number {
    for (; this.#at < end; this.#at += 1) this.#units += unitsOf(this.#bytes[this.#at] as number);
    for (; this.#at > end; this.#at -= 1) this.#units -= unitsOf(this.#bytes[this.#at - 1] as number);
    return this.#units;
  }
}

/** Units of the character that begins with a byte: none for one in the midst of a character. */
function unitsOf(byte: number): number {
  if ((byte & 0xc0) === 0x80) return 0;
  return byte >= 0xf0 ? 2 : 1;
}
