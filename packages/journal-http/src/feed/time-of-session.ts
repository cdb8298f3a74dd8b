const ULID = /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/;
const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const TIME_DIGITS = 10;

/**
 * Epoch milliseconds of the begin of a session, from its name.
 *
 * Source: https://github.com/ulid/spec, the first ten digits.
 *
 * @returns undefined for a name that is no ULID
 */
export function timeOfSession(session: string): number | undefined {
  if (!ULID.test(session)) return undefined;
  return [...session.slice(0, TIME_DIGITS)].reduce(
    (time, digit) => time * DIGITS.length + DIGITS.indexOf(digit),
    0,
  );
}
