import { addCount, type Counts } from './counts.js';
import { scrubJsonTokens } from './scrub-json-tokens.js';
import { checkSecrets, replacementOf } from './scrub-secrets.js';
import type { Scrubber } from './scrubber.js';
import { linesPattern, namePattern, patternsOf } from './secret-patterns.js';
import { type Alternative, type Encode, SecretSearch } from './secret-search.js';

/**
 * A scrubber for given secrets.
 *
 * @param encode - what the characters of the searched texts are: `asBytes` for one a byte
 * @throws {JOURNAL_DOCTOR_SECRET_UNUSABLE}
 */
export function createSecretScrubber(given: readonly string[], encode: Encode = (text) => text): Scrubber {
  const secrets = checkSecrets(given);
  const search = new SecretSearch(alternativesOf(secrets), encode);
  const names = new SecretSearch(nameAlternatives(secrets), encode);
  const lines = new SecretSearch(linesAlternatives(secrets), encode);
  const values = new Map(secrets.map((secret, index) => [encode(secret), replacementOf(index)]));

  return {
    scrubText: (text, found) => search.replace(text, (form) => addCount(found, form)),
    scrubJson: (json, found) => scrubJsonTokens(json, { search, values, found }),
    scrubName: (name) => names.replace(name, () => undefined),
    openStream: (found) => search.openStream(found),
    ...(lines.isEmpty ? {} : { openLinesStream: (found: Counts) => lines.openStream(found) }),
  };
}

/** A text as one character for each byte of its UTF-8. */
export function asBytes(text: string): string {
  return Buffer.from(text).toString('latin1');
}

/** Of secrets that begin alike the longer one first; names before all, since a secret may look like its name. */
function alternativesOf(secrets: readonly string[]): Alternative[] {
  const others = secrets.flatMap((secret, index) =>
    patternsOf(secret).map((pattern) => ({ ...pattern, secret, replacement: replacementOf(index) })),
  );
  // What they match, others may say more exactly.
  const isLoose = ({ form }: Alternative) => Number(form === 'raw' || form === 'url');
  return [
    ...nameAlternatives(secrets),
    ...others.sort(
      (a, b) => b.secret.length - a.secret.length || isLoose(a) - isLoose(b) || b.longest - a.longest,
    ),
  ];
}

function nameAlternatives(secrets: readonly string[]): Alternative[] {
  return secrets
    .flatMap((secret, index) => {
      const pattern = namePattern(secret);
      const replacement = index === 0 ? 'redacted-scrubbed' : `redacted-scrubbed-${index + 1}`;
      return pattern === undefined ? [] : { ...pattern, secret, replacement };
    })
    .sort((a, b) => b.secret.length - a.secret.length);
}

function linesAlternatives(secrets: readonly string[]): Alternative[] {
  return secrets.flatMap((secret, index) => {
    const pattern = linesPattern(secret);
    return pattern === undefined ? [] : { ...pattern, secret, replacement: replacementOf(index) };
  });
}
