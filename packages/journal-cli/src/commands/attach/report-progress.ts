import type { EventFeed, EventFeedStatus } from '@opta/journal-runtime/feed';
import type { Terminal } from '../../terminal/terminal.js';

const INTERVAL_MS = 60_000;

/** Says once a minute what has come, if anything has. @returns what ends it */
export function reportProgress(terminal: Terminal, feed: EventFeed): () => void {
  let told = describe(feed.status());
  const timer = setInterval(() => {
    const line = describe(feed.status());
    if (line === told) return;
    told = line;
    void terminal.say(line).catch(() => undefined);
  }, INTERVAL_MS);
  return () => clearInterval(timer);
}

function describe({ events, gaps, missed, state }: EventFeedStatus): string {
  const lost = missed === 0 ? '' : ` (${count(missed, 'event')} known to be missing)`;
  return `${count(events, 'event')}, ${count(gaps, 'gap')}${lost}, ${state}`;
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}
