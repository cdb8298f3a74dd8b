import transliterate from '@sindresorhus/slugify';

/** Longest text that is looked at; a slug is cut far earlier. */
const MAX_TEXT_LENGTH = 2000;

/**
 * A text as a part of a file name: lower-case ASCII letters, digits and single hyphens. It is never empty: a
 * text of which nothing is left becomes `untitled-` and 8 hex digits that are the same for the same text.
 *
 * @param options.maxLength characters at the most, a whole number from 1; default: no limit
 * @example
 * ```ts
 * slugify('Unload inferencerlabs/MiniMax-M2.5'); // 'unload-inferencerlabs-minimax-m2-5'
 * slugify('日本語'); // 'untitled-6d3d2d1f' or the like
 * ```
 */
export function slugify(text: string, options: { maxLength?: number } = {}): string {
  const { maxLength = Number.POSITIVE_INFINITY } = options;
  // One word may not be cut into two at a capital: MiniMax is minimax, as the original programs write it.
  const slug = transliterate(text.slice(0, MAX_TEXT_LENGTH), { decamelize: false });
  const cut = slug.slice(0, maxLength).replace(/-+$/, '');
  return cut !== '' ? cut : `untitled-${fnv1a(text)}`.slice(0, maxLength).replace(/-$/, '');
}

/** FNV-1a, 32 bits, over UTF-16 code units: small, stable, and no secret depends on it. */
function fnv1a(text: string): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return (hash >>> 0).toString(16).padStart(8, '0');
}
