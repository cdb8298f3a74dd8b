import { createKnownScrubber } from './known-scrubber.js';
import { isSecretList, type ScrubSecrets } from './scrub-secrets.js';
import type { Scrubbers } from './scrubber.js';
import { asBytes, createSecretScrubber } from './secret-scrubber.js';

/** @throws {JOURNAL_DOCTOR_SECRET_UNUSABLE} */
export function createScrubbers(secrets: ScrubSecrets): Scrubbers {
  if (isSecretList(secrets)) {
    return { text: createSecretScrubber(secrets), bytes: createSecretScrubber(secrets, asBytes) };
  }
  const known = createKnownScrubber(secrets);
  return { text: known, bytes: known };
}
