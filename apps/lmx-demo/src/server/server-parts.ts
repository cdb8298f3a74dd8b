import type { AdminGuard, ConnectionInfo, JournalApi } from '@opta/journal-http';
import type { RuntimeJournal } from '@opta/journal-runtime';
import type { Context, Hono } from 'hono';
import type { ServerLog } from '../command/server-log.js';
import type { ServerConfig } from '../config/server-config.js';
import type { ModelEngine } from '../engine/model-engine.js';
import type { MetricsSource } from '../metrics/journal-metrics.js';
import type { ReloadedConfig } from '../updates/update-inputs.js';
import type { UpdateLogDesk } from '../updates/update-log-desk.js';

/** What the routes work with. */
export interface ServerParts {
  /** Identifies this process among others that answer alike. */
  instanceId: string;
  /** Epoch milliseconds. */
  startedAt: number;
  /** URL of the server that generates the text; undefined: the embedded engine does. */
  upstream: string | undefined;
  log: ServerLog;
  engine: ModelEngine;
  journal: RuntimeJournal;
  journalApi: JournalApi;
  adminGuard: AdminGuard;
  metrics: MetricsSource;
  desk: UpdateLogDesk;
  /** The configuration in force. */
  config(): ServerConfig;
  /** Reads the configuration file again and puts it in force. @throws {DemoError} when it cannot be used */
  reloadConfig(): ReloadedConfig;
  /** Resolves once the journal and the engine are ready. */
  started: Promise<void>;
}

export type DemoEnv = {
  Bindings: ConnectionInfo;
  Variables: { requestId: string };
};

export type DemoApp = Hono<DemoEnv>;
export type DemoContext = Context<DemoEnv>;
