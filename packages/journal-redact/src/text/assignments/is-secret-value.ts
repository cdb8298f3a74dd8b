import type { FoundName } from '../find-name.js';
import { isPlaceholder } from '../is-placeholder.js';
import { looksRandom } from '../looks-random.js';

/** In prose a word without digits is only a word. */
const PLAIN_WORD = /^[a-z-]{1,15}[.,;:!?]?$/i;

export function isPlainWord(text: string): boolean {
  return PLAIN_WORD.test(text);
}

/**
 * Whether what a name is given may be a secret.
 *
 * @param isProse - it stands in a sentence, like "secret: missing from the configuration"
 */
export function isSecretValue(
  text: string,
  value: { from: number; to: number },
  { verdict }: FoundName,
  isProse: boolean,
): boolean {
  const secret = text.slice(value.from, value.to);
  if (isPlaceholder(secret)) return false;
  if (!verdict.isCertain) return looksRandom(secret);
  if (verdict.kind === 'pin') return /\d{4}/.test(secret);
  if (!isProse) return true;
  // "secret: missing from the configuration", but not "secret: swordfish".
  const isFollowed = /^[ \t]+[a-z]/.test(text.slice(value.to, value.to + 4));
  return !(isFollowed && isPlainWord(secret));
}
