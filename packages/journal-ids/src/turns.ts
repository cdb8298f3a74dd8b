import type { FileProgram } from '@opta/journal-fs';
import { BURST_MS, LONGEST_TURN_MS } from './constants.js';

/**
 * Lets other processes come first that want numbers at the same moment. Of those who race for a number each wins as
 * often as chance has it, so that some lose twenty races in a row; whoever has just won one waits a little before he
 * enters the next, for as many milliseconds as others have won meanwhile.
 */
export class Turns {
  private endedAt = Number.NEGATIVE_INFINITY;
  private isBurst = false;
  private others = 0;

  /** Program: waits, where the last claim of this process was a moment ago and not the only one. */
  *wait(): FileProgram<void> {
    this.isBurst = performance.now() - this.endedAt < BURST_MS;
    if (!this.isBurst || this.others === 0) return;
    yield { name: 'pause', milliseconds: Math.min(this.others, LONGEST_TURN_MS) };
  }

  /**
   * Says that this process has claimed a number.
   *
   * @param others - How many numbers others have taken since this process last looked.
   */
  noteClaim(others: number): void {
    // What was claimed in an idle hour does not say that anybody is waiting now.
    this.others = this.isBurst ? others : 0;
    this.endedAt = performance.now();
  }
}
