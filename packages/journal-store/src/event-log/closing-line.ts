import type { LineMark } from './line-mark.js';

/** Event type of the closing record of a session. */
export const CLOSING_TYPE = 'journal_session_end';

/** The closing record of a session, as it can be appended again. */
export interface ClosingLine extends LineMark {
  /** JSON text on one line. */
  data: string;
  /** What it says by now. */
  renew: (() => string) | undefined;
}
