import type { RedactionPolicy } from '@opta/journal-redact';

/** A text that is another one for another policy. */
export function describePolicy(policy: RedactionPolicy): string {
  return JSON.stringify(policy, (_, value) => (value instanceof RegExp ? String(value) : value));
}
