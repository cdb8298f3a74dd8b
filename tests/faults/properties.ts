import { bitFlips, truncation, zeroedSectors } from './properties/damage.js';
import { fullDisk } from './properties/full-disk.js';
import { numbers } from './properties/numbers.js';
import { bufferedPowerCut, durablePowerCut } from './properties/power-cut.js';
import { publishing } from './properties/publishing.js';
import { recovery } from './properties/recovery.js';
import { systemCalls } from './properties/system-calls.js';
import type { Property } from './property.js';

/** Everything that the storm puts to the test. */
export const PROPERTIES: readonly Property[] = [
  recovery,
  durablePowerCut,
  bufferedPowerCut,
  truncation,
  bitFlips,
  zeroedSectors,
  publishing,
  numbers,
  systemCalls,
  fullDisk,
];
