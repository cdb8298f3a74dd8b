export { buildSessionLogTree } from './documents/build-session-log-tree.js';
export { buildUpdateLogTree } from './documents/build-update-log-tree.js';
export { formatSessionLog } from './documents/format-session-log.js';
export { formatUpdateLog } from './documents/format-update-log.js';
export { formatDuration } from './duration.js';
export { JournalFormatError, type JournalFormatErrorCode } from './errors.js';
export { type EventCategory, type EventSeverity, eventCategory, eventSeverity } from './event-class.js';
export {
  type EventLogNameParts,
  eventLogFileName,
  type SessionLogNameParts,
  sessionLogFileName,
  type UpdateLogNameParts,
  updateLogFileName,
} from './log-file-names.js';
export {
  type EventLogName,
  type LogFileName,
  parseLogFileName,
  type SessionLogName,
  type UpdateLogName,
} from './parse-log-file-name.js';
export { slugify } from './slugify.js';
export type {
  CommandInput,
  Detail,
  DetailTable,
  Dialect,
  EventCount,
  FilesChanged,
  FormatOptions,
  FrontmatterValue,
  Inline,
  NamedValue,
  NextStep,
  OtherSection,
  SessionLog,
  StatusChange,
  UpdateLog,
  UpdateStep,
} from './types.js';
export {
  assertTimeZone,
  isoTimestamp,
  isTimeZone,
  listTimeZones,
  systemTimeZone,
  type ZonedTime,
  zonedTime,
  zonedTimeToEpoch,
  zoneOffsetMinutes,
} from './zoned-time.js';
