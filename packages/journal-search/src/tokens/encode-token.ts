const PLAIN = /^[a-z0-9]+$/;
const ENCODED = /[^a-z0-9]/g;

/**
 * A token in ASCII, as the index gets it: characters but a-z and 0-9 are written `_` hex `_`. Different tokens stay
 * different, and the beginning of a token becomes the beginning of its encoding. A boundary is a single `_`.
 */
export function encodeToken(token: string): string {
  if (PLAIN.test(token)) return token;
  if (token === '') return '_';
  return token.replace(ENCODED, (character) => `_${character.charCodeAt(0).toString(16)}_`);
}
