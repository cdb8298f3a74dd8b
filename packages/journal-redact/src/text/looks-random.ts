const MIN_LENGTH = 8;
const PLAIN_CHARACTERS = /^[\x21-\x7e]+$/;
const UUID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;
const DIGEST = /^(?:sha\d+[:-])?[\da-f]+$/i;
const PATH_OR_URL = /^(?:[\w+.-]+:\/\/|~?\/|\.{1,2}\/|[A-Za-z]:\\)/;

/**
 * Whether a text looks like a key rather than like a name: letters of both cases and digits change often. Words,
 * numbers, dates, versions, digests, UUIDs and paths do not count.
 */
export function looksRandom(value: string): boolean {
  if (value.length < MIN_LENGTH || !PLAIN_CHARACTERS.test(value)) return false;
  if (UUID.test(value) || DIGEST.test(value) || PATH_OR_URL.test(value)) return false;
  let digits = 0;
  let letters = 0;
  let changes = 0;
  let before = 0;
  for (let index = 0; index < value.length; index += 1) {
    const kind = kindOf(value.charCodeAt(index));
    if (kind === 1) digits += 1;
    if (kind > 1) letters += 1;
    if (kind !== 0 && before !== 0 && kind !== before) changes += 1;
    before = kind;
  }
  return digits > 0 && letters > 0 && changes >= 3 && changes * 6 >= value.length;
}

/** 1 for digits, 2 and 3 for letters of either case, 0 for all else. */
function kindOf(code: number): number {
  if (code >= 48 && code <= 57) return 1;
  if (code >= 97 && code <= 122) return 2;
  if (code >= 65 && code <= 90) return 3;
  return 0;
}
