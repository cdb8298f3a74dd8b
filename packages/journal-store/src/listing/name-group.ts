import type { KeyForm } from './key-form.js';

/** Names that stand together in the order of a listing. */
export class NameGroup {
  /** How their keys begin. No other group has it, and none begins with that of another. */
  readonly prefix: string;
  /** The day of all of them, `YYYY-MM-DD`; absent for names outside the convention. */
  readonly date: string | undefined;
  readonly size: number;
  readonly #names: string[];
  readonly #form: KeyForm;
  #isInOrder = false;
  /** Of each name in its order, where its head is remembered; 0 where it is not. */
  #heads: Float64Array | undefined;

  /** @param names - in any order, no two the same; kept and sorted */
  constructor(names: string[], date: string | undefined, form: KeyForm) {
    this.prefix = date === undefined ? '0' : `1${date}`;
    this.date = date;
    this.size = names.length;
    this.#names = names;
    this.#form = form;
  }

  /** From the smallest to the greatest key. They are put in order when their turn comes. */
  get names(): readonly string[] {
    if (!this.#isInOrder) {
      if (this.date !== undefined) this.#form.sort(this.#names);
      else this.#names.sort();
      this.#isInOrder = true;
    }
    return this.#names;
  }

  /** The place of a name in the whole listing. */
  keyOf(name: string): string {
    return this.date === undefined ? `0${name}` : `1${this.#form.keyOf(this.date, name)}`;
  }

  get hasHeads(): boolean {
    return this.#heads !== undefined;
  }

  /** Where the head of a name is remembered; 0 where it is not. */
  headAt(index: number): number {
    return this.#heads === undefined ? 0 : (this.#heads[index] as number);
  }

  rememberHead(index: number, head: number): void {
    this.#heads ??= new Float64Array(this.size);
    this.#heads[index] = head;
  }
}
