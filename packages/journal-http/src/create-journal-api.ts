import type { RedactionPolicy } from '@opta/journal-redact';
import type { RetentionPolicy } from '@opta/journal-store';
import type { ConnectionInfo } from './access/admin-access.js';
import { type AdminGuardOptions, createAdminGuard } from './access/admin-guard.js';
import { assertWholeNumber } from './assert-whole-number.js';
import {
  DEFAULT_HEARTBEAT_INTERVAL_MS,
  DEFAULT_MAX_BODY_BYTES,
  DEFAULT_MAX_FEED_CLIENTS,
} from './constants.js';
import { createRouter } from './create-router.js';
import { createEventFeed } from './event-feed.js';
import { LogRenderer } from './html/log-renderer.js';
import type { JournalDoctor, JournalSearch, JournalViewer } from './journal-parts.js';
import type { JournalSource } from './journal-source.js';
import { createAnswerRedaction } from './redact-answer.js';

export interface JournalApiOptions extends AdminGuardOptions {
  /** `openSearch(store)` of `@opta/journal-search`. Absent: searches and statistics answer 501. It stays open. */
  search?: JournalSearch;
  /** `diagnose` and `repair` of `@opta/journal-doctor`. Absent: 501. */
  doctor?: JournalDoctor;
  /**
   * Serves `/admin/journal/` with the files of `@opta/journal-viewer`. Where there is a key, these are served without
   * it: a browser cannot send one when it opens a page. Absent: 501.
   */
  viewer?: JournalViewer;
  /** What retention keeps, as `planRetention` of the store takes it. Absent: 501. */
  retention?: RetentionPolicy;
  /** Refuse every request that would write something. Default false. */
  readOnly?: boolean;
  /** Bytes of a request's body at the most, a whole number from 1. Default 1 MiB. */
  maxBodyBytes?: number;
  /** Clients of the event feed at once, a whole number from 1. Default 50. */
  maxFeedClients?: number;
  /** Idle milliseconds after which the feed sends a heartbeat, a whole number from 1. Default 30,000. */
  heartbeatIntervalMs?: number;
  /** What is a secret in logs that are read. Default: what is known for one. */
  redaction?: RedactionPolicy;
}

export interface JournalApi {
  /**
   * Answers one request. It never throws or rejects.
   *
   * @param connection what is known of the other end; without `remoteAddress` a request counts as remote
   */
  fetch(request: Request, connection?: ConnectionInfo): Promise<Response>;
  /** Clients of the event feed at the moment. */
  readonly feedClients: number;
  /** Ends the streams of the event feed and the worker that renders logs, so that a server can close. */
  close(): void;
}

/**
 * The admin API of a journal as one fetch handler: listings, logs as text, JSON and pages, events, search, notes,
 * update logs, retention, repair and the event feed, in the shapes that Opta LMX's clients expect.
 *
 * @param source a runtime journal, or `{ store }` to read two folders where no server runs
 * @throws {JOURNAL_HTTP_OPTION_INVALID} when an option has a value that it cannot have
 * @throws {JOURNAL_REDACT_POLICY_INVALID} when `redaction` has mistakes
 * @remarks Paths are absolute (`/admin/logs/…`, `/admin/events`, `/admin/journal/`): mount it at the server's root.
 * @example
 * ```ts
 * const api = createJournalApi(journal, { adminKey: process.env.ADMIN_KEY ?? null });
 * const response = await api.fetch(new Request('http://localhost/admin/logs/sessions'), { remoteAddress: '127.0.0.1' });
 * ```
 */
export function createJournalApi(source: JournalSource, options: JournalApiOptions = {}): JournalApi {
  const {
    maxBodyBytes = DEFAULT_MAX_BODY_BYTES,
    maxFeedClients = DEFAULT_MAX_FEED_CLIENTS,
    heartbeatIntervalMs = DEFAULT_HEARTBEAT_INTERVAL_MS,
  } = options;
  for (const [option, value] of Object.entries({ maxBodyBytes, maxFeedClients, heartbeatIntervalMs })) {
    assertWholeNumber(option, value);
  }
  const redaction = createAnswerRedaction(options.redaction);
  const feed = createEventFeed(source, { maxClients: maxFeedClients, heartbeatIntervalMs, redaction });
  const renderer = new LogRenderer();
  const { search, doctor, viewer, retention, readOnly: isReadOnly = false } = options;
  const router = createRouter(
    {
      source,
      redaction,
      feed,
      renderer,
      search,
      doctor,
      viewer,
      isViewerOpen: viewer !== undefined && typeof options.adminKey === 'string',
      retention,
      isReadOnly,
      maxBodyBytes,
    },
    createAdminGuard(options),
  );
  return {
    fetch: async (request, connection = {}) => router.fetch(request, connection),
    get feedClients() {
      return feed.clientCount;
    },
    close() {
      feed.close();
      renderer.close();
    },
  };
}
