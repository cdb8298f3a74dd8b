export type { FileAllocatorOptions } from './create-context.js';
export { createFileAllocator } from './create-file-allocator.js';
export { DEFAULT_SERIES } from './default-series.js';
export { defineSeries } from './define-series.js';
export { JournalIdsError, type JournalIdsErrorCode } from './errors.js';
export { formatId } from './format-id.js';
export { originalOfCopy } from './original-of-copy.js';
export { type NumberedName, parseNumberedName } from './parse-numbered-name.js';
export { rebuildLastNumbers } from './rebuild-last-numbers.js';
export { timeOfUid } from './time-of-uid.js';
export type {
  AllocateOptions,
  Allocation,
  AllocationRequest,
  Allocator,
  ClaimState,
  NumberRange,
  RecordedNumber,
  SeriesDefinition,
  SeriesProblem,
  SeriesProblemCode,
  SeriesState,
} from './types.js';
