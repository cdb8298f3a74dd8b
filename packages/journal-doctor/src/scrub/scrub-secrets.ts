import { MIN_SECRET_CHARACTERS } from '../constants.js';
import { JournalDoctorError } from '../errors.js';

/** What of a redactor of `@opta/journal-redact` is used here. */
export interface KnownSecretRedactor {
  redactText(text: string): string;
  /** @throws {SyntaxError} when it is no JSON */
  redactJson(json: string): string;
  openStream(): { push(piece: string): string; end(): string };
  /** How many secrets were replaced, by kind. */
  readonly counts: Readonly<Record<string, number>>;
}

/** Every secret that a redactor knows, for logs of programs that did not redact. */
export interface KnownSecrets {
  /** `createRedactor` of `@opta/journal-redact`, or a function that adds a policy of one's own. */
  createRedactor: (policy: { allow?: { kinds?: readonly string[] } }) => KnownSecretRedactor;
  /** Only secrets of these kinds: `github-token`. Default: all. */
  kinds?: readonly string[];
}

/**
 * What is removed: secrets themselves, each of at least 8 characters without the white space around it, or
 * whatever a redactor knows.
 */
export type ScrubSecrets = readonly string[] | KnownSecrets;

/** Whether the secrets are given one by one. */
export function isSecretList(secrets: ScrubSecrets): secrets is readonly string[] {
  return Array.isArray(secrets);
}

/** What stands in the place of a secret, with an ordinal from the second one on. */
export function replacementOf(index: number): string {
  return index === 0 ? '[redacted:scrubbed]' : `[redacted:scrubbed#${index + 1}]`;
}

/**
 * The secrets without white space around them, each once.
 *
 * @throws {JOURNAL_DOCTOR_SECRET_UNUSABLE} with every secret that cannot be looked for, by its place in the list
 */
export function checkSecrets(secrets: readonly string[]): string[] {
  const mistakes = secrets.flatMap((secret, index) => {
    const problem = problemOf(secret);
    return problem === undefined ? [] : `secrets[${index}] ${problem}`;
  });
  if (secrets.length === 0) mistakes.push('there is none');
  if (mistakes.length === 0) return [...new Set(secrets.map((secret) => secret.trim()))];
  throw new JournalDoctorError(
    'JOURNAL_DOCTOR_SECRET_UNUSABLE',
    `Cannot look for these secrets: ${mistakes.join('; ')}. Nothing was touched.`,
    { mistakes },
  );
}

function problemOf(secret: unknown): string | undefined {
  if (typeof secret !== 'string') return 'is no text';
  if (!secret.isWellFormed()) return 'has half of a surrogate pair, which no file holds';
  const { length } = secret.trim();
  if (length < MIN_SECRET_CHARACTERS) {
    return `has ${length} characters without the white space around it: fewer than ${MIN_SECRET_CHARACTERS} stand in harmless words too`;
  }
  return /^[#[\]:a-z]+$/.test(secret.trim()) && replacementOf(1).includes(secret.trim())
    ? 'is a part of what would replace it'
    : undefined;
}
