import { basename } from 'node:path';
import { toWireKeys } from '../answers/wire-keys.js';
import type { JournalHealth } from '../journal-source.js';
import type { ApiContext } from './route.js';

/** `GET /admin/logs/health`: how the journal is, and which parts this API has. */
export function readHealth(context: ApiContext): Response {
  const { source, redaction, feed } = context;
  const journal = source.status?.();
  const body = {
    status: journal?.state === 'degraded' ? 'degraded' : 'ok',
    journal: journal === undefined ? null : toJournal(journal),
    parts: {
      store: source.store !== undefined,
      feed: source.subscribe !== undefined,
      update_logs: source.writeUpdateLog !== undefined && !context.isReadOnly,
      search: context.search !== undefined,
      doctor: context.doctor !== undefined,
      retention: context.retention !== undefined,
      viewer: context.viewer !== undefined,
    },
    read_only: context.isReadOnly,
    feed_clients: feed.clientCount,
  };
  return Response.json(redaction.value(body), { headers: { 'cache-control': 'no-store' } });
}

function toJournal(health: JournalHealth): unknown {
  const {
    state,
    session,
    device,
    durability,
    ledger,
    redactions,
    queuedBytes,
    recovery,
    retention,
    lastError,
    eventLog,
    sessionLog,
  } = health;
  return toWireKeys({
    state,
    session,
    device,
    durability,
    eventLog: eventLog === undefined ? undefined : basename(eventLog),
    sessionLog: sessionLog === undefined ? undefined : basename(sessionLog),
    ledger,
    redactions,
    queuedBytes,
    recovery,
    retention,
    lastError,
  });
}
