import type { RetentionPolicy } from '@opta/journal-store';
import type { JournalingConfig } from './journaling-config.js';

/** What a configuration keeps, as the store's `planRetention` takes it: for an admin API or a tool of one's own. */
export function retentionPolicyOf(config: JournalingConfig): RetentionPolicy {
  return {
    device: config.device,
    mode: config.retentionMode,
    retentionDays: config.retentionDays,
    maxSessionLogs: config.maxSessionLogs,
    ...(config.maxTotalBytes === undefined ? {} : { maxTotalBytes: config.maxTotalBytes }),
    ...(config.minFreeBytes === undefined ? {} : { minFreeBytes: config.minFreeBytes }),
    ...(config.retentionCompat === undefined ? {} : { compat: config.retentionCompat }),
  };
}
