/**
 * A duration as `HH:MM:SS`; hours may take more than two digits.
 *
 * @param durationMs milliseconds; fractions of a second are cut, what is negative or no number counts as 0
 * @example
 * ```ts
 * formatDuration(3_723_900); // '01:02:03'
 * ```
 */
export function formatDuration(durationMs: number): string {
  const seconds = Number.isFinite(durationMs) ? Math.max(0, Math.floor(durationMs / 1000)) : 0;
  return [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
    .map((part) => String(part).padStart(2, '0'))
    .join(':');
}
