import type { RedactionPolicy } from '@opta/journal-redact';
import { Hono } from 'hono';
import type { ConnectionInfo } from './admin-access.js';
import { type AdminGuardOptions, createAdminGuard } from './admin-guard.js';
import { DEFAULT_HEARTBEAT_INTERVAL_MS, DEFAULT_MAX_FEED_CLIENTS } from './constants.js';
import { detailResponse } from './detail-response.js';
import { JournalHttpError } from './errors.js';
import { createEventFeed } from './event-feed.js';
import type { JournalSource } from './journal-source.js';
import { listLogs, readLogFile } from './log-routes.js';
import { createAnswerRedaction } from './redact-answer.js';
import { writeUpdate } from './update-route.js';

export interface JournalApiOptions extends AdminGuardOptions {
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
  /** Ends the streams of the event feed, so that a server can close. */
  close(): void;
}

/**
 * The admin API of a journal as one fetch handler: listings, logs as text, writing an update log
 * and the event feed, in the shapes that Opta LMX's clients expect.
 *
 * @param source a runtime journal, or `{ store }` to read two folders where no server runs
 * @throws {JOURNAL_HTTP_OPTION_INVALID} when an option has a value that it cannot have
 * @throws {JOURNAL_REDACT_POLICY_INVALID} when `redaction` has mistakes
 * @remarks Paths are absolute (`/admin/logs/…`, `/admin/events`): mount it at the server's root.
 * @example
 * ```ts
 * const api = createJournalApi(journal, { adminKey: process.env.ADMIN_KEY ?? null });
 * const response = await api.fetch(new Request('http://localhost/admin/logs/sessions'), { remoteAddress: '127.0.0.1' });
 * ```
 */
export function createJournalApi(source: JournalSource, options: JournalApiOptions = {}): JournalApi {
  assertOptions(options);
  const guard = createAdminGuard(options);
  const redaction = createAnswerRedaction(options.redaction);
  const folders = { source, redaction };
  const feed = createEventFeed(source, {
    maxClients: options.maxFeedClients ?? DEFAULT_MAX_FEED_CLIENTS,
    heartbeatIntervalMs: options.heartbeatIntervalMs ?? DEFAULT_HEARTBEAT_INTERVAL_MS,
  });

  const app = new Hono<{ Bindings: ConnectionInfo }>();
  app.use('*', async (context, next) => {
    const refusal = guard(context.req.raw, context.env);
    if (refusal !== undefined) return refusal;
    await next();
    context.res.headers.set('x-content-type-options', 'nosniff');
  });
  app.get('/admin/logs/sessions', (context) => listLogs(folders, 'sessions', new URL(context.req.url)));
  app.get('/admin/logs/sessions/:name{.+}', (context) => readLogFile(folders, 'sessions', context.req.raw));
  app.get('/admin/logs/updates', (context) => listLogs(folders, 'updates', new URL(context.req.url)));
  app.post('/admin/logs/updates', (context) => writeUpdate(source, context.req.raw));
  app.get('/admin/logs/updates/:name{.+}', (context) => readLogFile(folders, 'updates', context.req.raw));
  app.get('/admin/events', (context) => feed.connect(context.req.raw));
  app.notFound(() => detailResponse(404, 'Not Found'));
  app.onError(() => detailResponse(500, 'The journal could not answer this request'));

  return {
    fetch: async (request, connection = {}) => app.fetch(request, connection),
    close: () => feed.close(),
  };
}

function assertOptions(options: JournalApiOptions): void {
  for (const option of ['maxFeedClients', 'heartbeatIntervalMs'] as const) {
    const value = options[option];
    if (value === undefined || (Number.isInteger(value) && value >= 1)) continue;
    throw new JournalHttpError(
      'JOURNAL_HTTP_OPTION_INVALID',
      `${option} is ${value}; give a whole number from 1`,
      { option, value },
    );
  }
}
