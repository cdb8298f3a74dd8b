export { detectDialect } from './documents/detect-dialect.js';
export { parseSessionLog } from './documents/parse-session-log.js';
export { parseUpdateLog } from './documents/parse-update-log.js';
export { type ParseResult, safeParseSessionLog, safeParseUpdateLog } from './documents/safe-parse.js';
export { JournalFormatError, type JournalFormatErrorCode } from './errors.js';
