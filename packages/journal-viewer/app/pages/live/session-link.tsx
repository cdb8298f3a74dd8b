import type { FeedEvent } from '../../shared/feed-item.js';
import { useResource } from '../../shared/use-resource.js';
import { hrefOf } from '../../shell/route.js';
import { findSessionLog } from './find-session-log.js';

/** Leads to an event among those of its session; nothing as long as it is not known which log has it. */
export function SessionLink({ event: { session, seq } }: { event: FeedEvent }) {
  const { value: fileName } = useResource((signal) => findSessionLog(session, signal), [session]);
  if (fileName === undefined || seq === undefined) return null;
  return <a href={hrefOf(['sessions', fileName], { seq: String(seq) })}>Show it in its session</a>;
}
