import type { RetentionPolicy } from '@opta/journal-store';
import type { EventFeed } from '../event-feed.js';
import type { LogRenderer } from '../html/log-renderer.js';
import type { JournalDoctor, JournalSearch, JournalViewer } from '../journal-parts.js';
import type { JournalSource } from '../journal-source.js';
import type { AnswerRedaction } from '../redact-answer.js';

/** What the routes work with. */
export interface ApiContext {
  source: JournalSource;
  redaction: AnswerRedaction;
  feed: EventFeed;
  renderer: LogRenderer;
  search: JournalSearch | undefined;
  doctor: JournalDoctor | undefined;
  viewer: JournalViewer | undefined;
  /** Whether the files of the viewer are served without a key. */
  isViewerOpen: boolean;
  retention: RetentionPolicy | undefined;
  isReadOnly: boolean;
  maxBodyBytes: number;
}

/** A request that has come to its route. */
export interface RouteCall {
  request: Request;
  url: URL;
  /** What stands for `{name}` in the path; empty where the route has none. */
  name: string;
}

export interface Route {
  method: 'GET' | 'POST';
  /** As OpenAPI writes it. */
  path: string;
  handle(context: ApiContext, call: RouteCall): Response | Promise<Response>;
}
