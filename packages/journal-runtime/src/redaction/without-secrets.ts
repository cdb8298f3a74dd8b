import type { CodedError } from '../runtime-journal.js';
import type { JournalRedaction } from './journal-redaction.js';

/**
 * The error with its message, stack and facts without secrets: it repeats values that it was given, and goes to a log
 * of the host. Its cause stays as it is, for a debugger.
 */
export function withoutSecrets(error: CodedError, redaction: JournalRedaction): CodedError {
  const { message, stack, facts } = error as CodedError & { facts?: unknown };
  const redacted = {
    message: redaction.redactText(message),
    stack: redaction.redactText(stack ?? ''),
    facts: redaction.redact(facts),
  };
  const isChanged = redacted.message !== message || redacted.facts !== facts;
  // The journal made it, so it is nobody else's.
  return isChanged ? Object.assign(error, redacted) : error;
}
