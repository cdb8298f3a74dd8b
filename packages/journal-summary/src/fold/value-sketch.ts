import { MAX_DURATION_MS } from '../constants.js';
import type { LatencySketch } from '../types.js';

/** Values below this many microseconds have a bucket of their own. */
const EXACT_BELOW = 128;
/** Buckets between one power of two and the next: half a bucket is 0.8 % of its values. */
const BUCKETS_PER_DOUBLING = 64;
const TWO_TO_30 = 1_073_741_824;
const TWO_TO_32 = 4_294_967_296;

/**
 * Percentiles of durations in constant memory: a log-linear histogram over whole microseconds.
 *
 * Buckets are found with whole numbers only, no logarithm, whose last digit differs between engines. So
 * the same values give the same bytes on every machine, in any order, and merging two sketches equals
 * sketching all their values.
 *
 * Source: the bucket layout of HdrHistogram (public domain), with six bits of precision.
 */
export class ValueSketch {
  readonly #buckets = new Map<number, number>();
  #count = 0;
  #min = Number.POSITIVE_INFINITY;
  #max = Number.NEGATIVE_INFINITY;

  /** One of plain data that `toData` gave. */
  static from({ min, max, buckets }: LatencySketch): ValueSketch {
    const sketch = new ValueSketch();
    for (const [bucket, count] of buckets) {
      sketch.#buckets.set(bucket, (sketch.#buckets.get(bucket) ?? 0) + count);
      sketch.#count += count;
    }
    sketch.#min = min;
    sketch.#max = max;
    return sketch;
  }

  get count(): number {
    return this.#count;
  }

  /** Buckets in use, at most 2,760. */
  get size(): number {
    return this.#buckets.size;
  }

  /** The smallest value, exactly. */
  get min(): number | undefined {
    return this.#count === 0 ? undefined : this.#min;
  }

  /** @param milliseconds 0 to ten years */
  add(milliseconds: number): void {
    const bucket = bucketOf(Math.round(Math.min(milliseconds, MAX_DURATION_MS) * 1_000));
    this.#buckets.set(bucket, (this.#buckets.get(bucket) ?? 0) + 1);
    this.#count += 1;
    this.#min = Math.min(this.#min, milliseconds);
    this.#max = Math.max(this.#max, milliseconds);
  }

  /** Plain data that JSON holds; undefined where there is no value. */
  toData(): LatencySketch | undefined {
    if (this.#count === 0) return undefined;
    const buckets = [...this.#buckets].sort(([a], [b]) => a - b);
    return { min: this.#min, max: this.#max, buckets };
  }

  merge(other: ValueSketch): void {
    for (const [bucket, count] of other.#buckets) {
      this.#buckets.set(bucket, (this.#buckets.get(bucket) ?? 0) + count);
    }
    this.#count += other.#count;
    this.#min = Math.min(this.#min, other.#min);
    this.#max = Math.max(this.#max, other.#max);
  }

  /**
   * The value that `percent` of all values do not exceed (nearest rank), within 0.8 %.
   *
   * @param percent a whole number from 0 to 100; 100 gives the largest value exactly
   */
  percentile(percent: number): number | undefined {
    if (this.#count === 0) return undefined;
    const rank = Math.max(1, Math.ceil((percent * this.#count) / 100));
    if (rank === this.#count) return this.#max;
    let seen = 0;
    for (const [bucket, count] of [...this.#buckets].sort(([a], [b]) => a - b)) {
      seen += count;
      if (seen >= rank) return Math.min(this.#max, Math.max(this.#min, middleOf(bucket) / 1_000));
    }
    return this.#max;
  }
}

function bucketOf(microseconds: number): number {
  if (microseconds < EXACT_BELOW) return microseconds;
  const doublings = wholeLog2(microseconds) - 6;
  return doublings * BUCKETS_PER_DOUBLING + Math.floor(microseconds / powerOfTwo(doublings));
}

function middleOf(bucket: number): number {
  if (bucket < EXACT_BELOW) return bucket;
  const doublings = Math.floor(bucket / BUCKETS_PER_DOUBLING) - 1;
  const width = powerOfTwo(doublings);
  return (bucket - doublings * BUCKETS_PER_DOUBLING) * width + (width - 1) / 2;
}

function wholeLog2(value: number): number {
  const high = Math.floor(value / TWO_TO_32);
  return high > 0 ? 63 - Math.clz32(high) : 31 - Math.clz32(value);
}

function powerOfTwo(exponent: number): number {
  return exponent < 31 ? 1 * (1 << Math.min(exponent, 30)) : (1 << (exponent - 30)) * TWO_TO_30;
}
