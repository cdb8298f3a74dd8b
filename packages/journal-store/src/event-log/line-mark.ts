/** A line of the event log, and with it all that come before it. */
export interface LineMark {
  /** Its number. */
  sequence: number;
  /** Its time, in epoch milliseconds. */
  time: number;
}
