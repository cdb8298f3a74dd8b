import { hashOf } from '../../hash-of.js';
import type { TimeSlice } from '../../time-slice.js';
import { CACHE_FORMAT } from '../constants.js';
import { readCacheFile, replaceCacheFile } from './cache-file.js';

/**
 * Plain data by keys that say of what it was made, kept in a file that may be damaged, deleted or replaced at any
 * time: a line whose check does not hold counts as missing.
 */
export class StatisticsCache {
  readonly #folder: string;
  /** What else the values depend on. */
  readonly #scope: string;
  readonly #values = new Map<string, unknown>();
  /** Keys that the file has, or had when it was last written. */
  #written = new Set<string>();

  constructor(folder: string, scope: string) {
    this.#folder = folder;
    this.#scope = scope;
  }

  /** Takes in what the file has. */
  async load(slice: TimeSlice): Promise<void> {
    for (const line of await readCacheFile(this.#folder)) {
      if (slice.isOver) await slice.rest();
      const entry = this.#parse(line);
      if (entry === undefined) continue;
      this.#values.set(entry.key, entry.value);
      this.#written.add(entry.key);
    }
  }

  /** The value as it was set: what a check holds for, this class has written. */
  get(key: string): unknown {
    return this.#values.get(key);
  }

  set(key: string, value: unknown): void {
    this.#values.set(key, value);
  }

  /** Forgets all other keys. */
  keepOnly(keys: ReadonlySet<string>): void {
    for (const key of this.#values.keys()) if (!keys.has(key)) this.#values.delete(key);
  }

  /** Writes the values of these keys that there are, where the file lacks one of them. */
  async save(keys: readonly string[], slice: TimeSlice): Promise<void> {
    const known = keys.filter((key) => this.#values.has(key));
    if (known.every((key) => this.#written.has(key))) return;
    const lines: string[] = [];
    for (const key of known) {
      if (slice.isOver) await slice.rest();
      lines.push(this.#format(key, this.#values.get(key)));
    }
    await replaceCacheFile(this.#folder, lines);
    this.#written = new Set(known);
  }

  #format(key: string, value: unknown): string {
    return JSON.stringify({ format: CACHE_FORMAT, check: this.#checkOf(key, value), key, value });
  }

  #parse(line: string): { key: string; value: unknown } | undefined {
    let parsed: unknown;
    try {
      parsed = JSON.parse(line);
    } catch {
      return undefined;
    }
    const { check, key, value } = (parsed ?? {}) as Record<string, unknown>;
    return typeof key === 'string' && check === this.#checkOf(key, value) ? { key, value } : undefined;
  }

  #checkOf(key: string, value: unknown): string {
    return hashOf([CACHE_FORMAT, this.#scope, key, value]);
  }
}
