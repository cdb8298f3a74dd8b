/** A power of two, some times as many as the types, models and states of real logs. */
const PLACES = 1_024;
/** Messages seldom come again. */
const MAX_LENGTH = 64;

/**
 * What was made of texts that come again and again, in bounded memory. Each text has one place, which it loses to the
 * next one that belongs there. To find it is to compare it with one other text: a `Map` would have to hash every text
 * that was just parsed.
 */
export class TextMemory<Value extends NonNullable<unknown>> {
  readonly #texts: string[] = new Array(PLACES).fill('');
  readonly #values: (Value | undefined)[] = new Array(PLACES).fill(undefined);

  get(text: string): Value | undefined {
    const place = placeOf(text);
    return this.#texts[place] === text ? this.#values[place] : undefined;
  }

  set(text: string, value: Value): void {
    if (text.length > MAX_LENGTH) return;
    const place = placeOf(text);
    this.#texts[place] = text;
    this.#values[place] = value;
  }
}

/** Names differ in their length, at their ends, or somewhere in between. */
function placeOf(text: string): number {
  const { length } = text;
  if (length === 0) return 0;
  const last = text.charCodeAt(length - 1);
  const middle = text.charCodeAt(length >> 1);
  const quarter = text.charCodeAt(length >> 2);
  return (length + last * 31 + middle * 131 + quarter * 17) & (PLACES - 1);
}
