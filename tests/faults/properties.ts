import { afterDamage } from './properties/after-damage.js';
import { attach } from './properties/attach.js';
import { bitFlips, truncation, zeroedSectors } from './properties/damage.js';
import { eventFeed } from './properties/event-feed.js';
import { feedReconnects } from './properties/feed-reconnects.js';
import { folders } from './properties/folders.js';
import { fullDisk } from './properties/full-disk.js';
import { fullDiskEnd } from './properties/full-disk-end.js';
import { gitBranches } from './properties/git-branches.js';
import { httpFuzz } from './properties/http-fuzz.js';
import { modes } from './properties/modes.js';
import { numbers } from './properties/numbers.js';
import { oldEventLogs } from './properties/old-event-logs.js';
import { bufferedPowerCut, durablePowerCut } from './properties/power-cut.js';
import { publishing } from './properties/publishing.js';
import { recovery } from './properties/recovery.js';
import { retention } from './properties/retention.js';
import { retentionKilled, retentionStopped } from './properties/retention-killed.js';
import { searchIndex } from './properties/search-index.js';
import { segments } from './properties/segments.js';
import { strangeFiles } from './properties/strange-files.js';
import { systemCalls } from './properties/system-calls.js';
import { values } from './properties/values.js';
import type { Property } from './property.js';

/** Everything that the storm puts to the test. */
export const PROPERTIES: readonly Property[] = [
  recovery,
  durablePowerCut,
  bufferedPowerCut,
  truncation,
  bitFlips,
  zeroedSectors,
  afterDamage,
  publishing,
  numbers,
  systemCalls,
  fullDisk,
  fullDiskEnd,
  folders,
  segments,
  oldEventLogs,
  retention,
  retentionKilled,
  retentionStopped,
  gitBranches,
  strangeFiles,
  values,
  modes,
  httpFuzz,
  eventFeed,
  feedReconnects,
  attach,
  searchIndex,
];
