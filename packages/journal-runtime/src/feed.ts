export { JournalRuntimeError, type JournalRuntimeErrorCode } from './errors.js';
export { bindEventFeed, type EventFeed } from './feed/bind-event-feed.js';
export type { FeedEvent } from './feed/feed-event.js';
export type { EventFeedOptions } from './feed/feed-options.js';
export type { EventFeedStatus } from './feed/feed-status.js';
