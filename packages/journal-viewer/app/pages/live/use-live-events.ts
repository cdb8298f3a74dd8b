import { useEffect, useState } from 'preact/hooks';
import { signedIn } from '../../api/client.js';
import { LiveEvents } from './live-events.js';

/** Follows the feed as long as the page is shown; anew when other events are wanted or somebody signs in. */
export function useLiveEvents(type: string, severity: string): LiveEvents | undefined {
  const [events, setEvents] = useState<LiveEvents>();
  const key = signedIn.value;
  useEffect(() => {
    const next = new LiveEvents({ type, severity });
    setEvents(next);
    return () => next.close();
  }, [type, severity, key]);
  return events;
}
