import { onTestFinished, vi } from 'vitest';
import { bindEventFeed, type EventFeedOptions, type FeedEvent } from '../../src/feed.js';
import type { CodedError } from '../../src/index.js';

/** A feed with somebody who listens, until the test ends. */
export function listen(url: string, options: EventFeedOptions = {}) {
  const events: FeedEvent[] = [];
  const errors: CodedError[] = [];
  const feed = bindEventFeed(url, { onError: (error) => errors.push(error), ...options });
  const unsubscribe = feed.subscribe((event) => events.push(event));
  onTestFinished(feed.close);
  return {
    feed,
    events,
    errors,
    unsubscribe,
    types: () => events.map(({ type }) => type),
    /** Resolves when so many events have come. */
    came: (count: number) => until(() => events.length >= count),
  };
}

export function until(isSo: () => boolean): Promise<void> {
  return vi.waitFor(
    () => {
      if (!isSo()) throw new Error(`not so: ${isSo}`);
    },
    { timeout: 20_000, interval: 5 },
  );
}
