import { findPem } from './find-pem.js';
import { findBasic, findBearer } from './find-scheme.js';
import { findUrlCredentials } from './find-url-credentials.js';
import type { Finder } from './finding.js';

/** A place where secrets stand. */
export interface PlaceRule {
  /** What stands at it, in lower case; any case is met. */
  literal: string;
  find: Finder;
}

/** The places where secrets stand that have no name and no shape. */
export const PLACE_RULES: readonly PlaceRule[] = [
  { literal: 'bearer', find: findBearer },
  { literal: 'basic', find: findBasic },
  { literal: '://', find: findUrlCredentials },
  { literal: '-----begin ', find: findPem },
];
