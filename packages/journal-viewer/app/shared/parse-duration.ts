const DURATION = /^(\d+):([0-5]\d):([0-5]\d)$/;

/**
 * @param duration - `HH:MM:SS` of a session log; hours may have more digits
 * @returns milliseconds; undefined for what is no duration
 */
export function parseDuration(duration = ''): number | undefined {
  const [, hours, minutes, seconds] = DURATION.exec(duration) ?? [];
  if (hours === undefined) return undefined;
  return ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1_000;
}
