export { createRedactor } from './create-redactor.js';
export { JOURNAL_REDACT_ERRORS, JournalRedactError, type JournalRedactErrorCode } from './errors.js';
export type { RedactedStream, RedactionPolicy, RedactionRule, Redactor } from './types.js';
