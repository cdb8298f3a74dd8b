import type { LeftSession } from '../recovery-report.js';
import type { OwnerVerdict } from './judge-owner.js';

/** What a report says of a session whose owner lives, or may live. */
export function toLeftSession(
  of: Pick<LeftSession, 'session' | 'eventLog'>,
  { reason, retryAfterMs }: Extract<OwnerVerdict, { isDead: false }>,
): LeftSession {
  return { ...of, reason, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
}
