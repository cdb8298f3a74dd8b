import type { RetentionPolicy } from '../src/retention/retention-policy.js';
import { NOW, type RetentionFolder, writeSession } from './retention-folder.js';

/** Archives what is older than thirty days. */
export const POLICY: RetentionPolicy = { device: 'mbp-1', now: NOW, retentionDays: 30 };

/** Three sessions that stay and two that go, one of them with two segments. */
export function fill({ directory }: RetentionFolder): void {
  for (const days of [1, 2, 3, 41]) writeSession(directory, { days });
  writeSession(directory, { days: 42, segments: 2, bytes: 3_000 });
}

/** One session that stays and one with two segments that goes. */
export function fillLittle({ directory }: RetentionFolder): void {
  writeSession(directory, { days: 1 });
  writeSession(directory, { days: 42, segments: 2 });
}
