/** How a listing makes keys of names. */
export interface KeyForm {
  /** The key of a name of the convention without its first character; begins with the day. */
  keyOf(date: string, name: string): string;
  /** Puts names of one day in the order of their keys. */
  sort(names: string[]): void;
  /** Whether a name outside the convention is listed where that is asked for. */
  isOther(name: string): boolean;
}
