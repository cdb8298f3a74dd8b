import { type AdminGuard, createAdminGuard, createJournalApi, type JournalApi } from '@opta/journal-http';
import type { RuntimeJournal } from '@opta/journal-runtime';
import { createViewer, type Viewer } from '@opta/journal-viewer';
import type { ServerConfig } from './config/server-config.js';
import type { JournalParts } from './journal-parts.js';

export interface AdminAccess {
  guard: AdminGuard;
  journalApi: JournalApi;
  /** Another key ends the event feeds that were opened with the old one. */
  update(config: ServerConfig): void;
}

/** Everything under `/admin` goes by one key, which may change while the server runs. */
export function createAdminAccess(
  journal: RuntimeJournal,
  parts: JournalParts,
  config: ServerConfig,
): AdminAccess {
  const viewer = createViewer();
  let current = build({ journal, parts, config, viewer });
  let adminKey = config.security.admin_key;
  return {
    guard: (request, connection) => current.guard(request, connection),
    journalApi: {
      fetch: (request, connection) => current.journalApi.fetch(request, connection),
      get feedClients() {
        return current.journalApi.feedClients;
      },
      close: () => current.journalApi.close(),
    },
    update: (next) => {
      if (next.security.admin_key === adminKey) return;
      adminKey = next.security.admin_key;
      current.journalApi.close();
      current = build({ journal, parts, config: next, viewer });
    },
  };
}

interface AdminParts {
  journal: RuntimeJournal;
  parts: JournalParts;
  config: ServerConfig;
  viewer: Viewer;
}

function build({ journal, parts, config, viewer }: AdminParts): {
  guard: AdminGuard;
  journalApi: JournalApi;
} {
  const { security, server } = config;
  const options = { adminKey: security.admin_key, allowKeyInQuery: true };
  const heartbeatIntervalMs = Math.round(server.sse_heartbeat_interval_sec * 1000);
  return {
    guard: createAdminGuard(options),
    journalApi: createJournalApi(journal, {
      ...options,
      ...parts.options,
      viewer,
      heartbeatIntervalMs,
      redaction: journal.config.redaction,
    }),
  };
}
