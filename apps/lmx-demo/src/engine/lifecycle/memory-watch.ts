import type { MemoryStatus, Publish } from '../model-engine.js';
import { round } from './round.js';

/** Warns when the use of memory goes over the threshold, once for each time that it does. */
export class MemoryWatch {
  readonly #publish: Publish;
  readonly #totalGb: number;
  #thresholdPercent: number;
  #usedGb = 0;
  #isAbove = false;

  constructor(publish: Publish, options: { totalGb: number; thresholdPercent: number }) {
    this.#publish = publish;
    this.#totalGb = options.totalGb;
    this.#thresholdPercent = assertPercent(options.thresholdPercent);
  }

  status(): MemoryStatus {
    return { totalGb: this.#totalGb, usedGb: this.#usedGb, thresholdPercent: this.#thresholdPercent };
  }

  update(usedGb: number): void {
    this.#usedGb = round(usedGb, 2);
    this.#check();
  }

  setThreshold(percent: number): void {
    this.#thresholdPercent = assertPercent(percent);
    this.#check();
  }

  #check(): void {
    const usagePercent = round((this.#usedGb / this.#totalGb) * 100, 1);
    const isAbove = usagePercent >= this.#thresholdPercent;
    if (isAbove && !this.#isAbove) {
      this.#publish('memory_warning', {
        usage_percent: usagePercent,
        threshold_percent: this.#thresholdPercent,
        used_gb: this.#usedGb,
        total_gb: this.#totalGb,
      });
    }
    this.#isAbove = isAbove;
  }
}

function assertPercent(percent: number): number {
  if (percent >= 1 && percent <= 100) return percent;
  throw new RangeError(`The memory threshold is ${percent}. Give a share from 1 to 100 percent.`);
}
