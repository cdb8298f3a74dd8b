/** Runs checks one after the other and tells of each in one line. */
export class CheckList {
  #passed = 0;
  #failed = 0;
  #skipped = 0;

  /** A check passes with a few words on what was seen, and fails with what it throws. */
  async run(name: string, check: () => Promise<string> | string): Promise<void> {
    try {
      const seen = await check();
      this.#passed += 1;
      console.log(`ok    ${name}: ${seen}`);
    } catch (error) {
      this.#failed += 1;
      console.log(`FAIL  ${name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  /** What cannot be done here. In CI nothing may be left out unseen, so there it fails. */
  skip(name: string, why: string): void {
    if (process.env.CI === 'true') this.#failed += 1;
    else this.#skipped += 1;
    console.log(`${process.env.CI === 'true' ? 'FAIL' : 'skip'}  ${name}: ${why}`);
  }

  /** Prints the sum and gives the exit code. */
  finish(): number {
    const more = [
      ...(this.#failed > 0 ? [`${this.#failed} failed`] : []),
      ...(this.#skipped > 0 ? [`${this.#skipped} skipped`] : []),
    ];
    console.log([`${this.#passed} checks passed`, ...more].join(', '));
    return this.#failed === 0 ? 0 : 1;
  }
}
