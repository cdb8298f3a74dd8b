import { join } from 'node:path';
import type { JournalingConfigInput } from '@opta/journal-runtime';

/** The configuration's `journaling` block, with the data folder's two log folders unless it names others. */
export function journalSettings(block: Record<string, unknown>, dataDir: string): JournalingConfigInput {
  const defaults: Record<string, string> = {};
  if (block.session_logs_dir === undefined && block.sessionLogsDir === undefined) {
    defaults.sessionLogsDir = join(dataDir, '12-Session-Logs');
  }
  if (block.update_logs_dir === undefined && block.updateLogsDir === undefined) {
    defaults.updateLogsDir = join(dataDir, 'updates');
  }
  return { ...defaults, ...block };
}
