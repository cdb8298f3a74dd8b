export { createFileAllocator, type FileAllocatorOptions } from './create-file-allocator.js';
export { DEFAULT_SERIES } from './default-series.js';
export { defineSeries } from './define-series.js';
export { JournalIdsError, type JournalIdsErrorCode } from './errors.js';
export type {
  Allocation,
  AllocationRequest,
  Allocator,
  ClaimState,
  NumberRange,
  SeriesDefinition,
  SeriesProblem,
  SeriesState,
} from './types.js';
