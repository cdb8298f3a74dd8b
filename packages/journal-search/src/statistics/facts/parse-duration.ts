/**
 * Milliseconds of a duration as session logs write it, `HH:MM:SS` with any number of hours.
 *
 * @returns undefined where it is none
 */
export function parseDuration(text: string | undefined): number | undefined {
  const [, hours, minutes, seconds] = /^(\d+):([0-5]\d):([0-5]\d)$/.exec(text ?? '') ?? [];
  if (hours === undefined) return undefined;
  return (Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds)) * 1_000;
}
