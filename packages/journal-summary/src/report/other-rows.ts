/** Rows that stand for what is beyond a bound, so that sums stay exact. */
export const OTHER_TYPES = '(other types)';
export const OTHER_REASONS = '(other reasons)';
