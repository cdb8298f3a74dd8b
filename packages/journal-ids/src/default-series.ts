import { defineSeries } from './define-series.js';
import type { SeriesDefinition } from './types.js';

/** Standard updates count from 001, promotion and sync from 200. */
export const DEFAULT_SERIES: SeriesDefinition = defineSeries({
  standard: { ranges: [[1, 199]] },
  promotion: { ranges: [[200, 999]] },
});
