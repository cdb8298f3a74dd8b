import { randomUUID } from 'node:crypto';
import { join, resolve } from 'node:path';
import { createRuntimeJournal, type FinalizeResult, type RuntimeJournal } from '@opta/journal-runtime';
import { createAdminAccess } from './admin-access.js';
import { ServerLog } from './command/server-log.js';
import { loadServerConfig } from './config/load-server-config.js';
import type { ServerConfig } from './config/server-config.js';
import { withOptions } from './config/with-options.js';
import { createEngine } from './create-engine.js';
import { DemoError } from './demo-error.js';
import type { DemoOptions } from './demo-options.js';
import type { Publish } from './engine/model-engine.js';
import { createJournalParts, NO_PARTS } from './journal-parts.js';
import { journalSettings } from './journal-settings.js';
import { listen } from './listen.js';
import { observeJournal } from './metrics/open-telemetry.js';
import { readRecordedRuntime } from './replay/recording-start.js';
import { type ReplayResult, replayEvents } from './replay/replay-events.js';
import { LMX_VERSION } from './server/constants.js';
import { createApp } from './server/create-app.js';
import { ServerBus } from './server-bus.js';
import { loadDefaultModel } from './updates/load-default-model.js';
import { autoLoadedUpdate, loadFailedUpdate, type ReloadedConfig } from './updates/update-inputs.js';
import { createUpdateLogDesk, NO_UPDATE_LOGS } from './updates/update-log-desk.js';
import { assertOtherServer } from './upstream/assert-other-server.js';

/** A sample server that is running. */
export interface Demo {
  url: string;
  journal: RuntimeJournal;
  /** Resolves when a replay has published everything; undefined where nothing is replayed. */
  replayed: Promise<ReplayResult> | undefined;
  /** Stop serving, unload the models, finish the session. May be called more than once. */
  close(): Promise<FinalizeResult>;
}

/**
 * Starts the sample server: engine, journal and HTTP, wired by one event bus.
 *
 * @throws {DemoError} when an option, the configuration or the port cannot be used; nothing runs then
 * @throws {JournalRuntimeError} when the journal's configuration cannot be used
 */
export async function startDemo(options: DemoOptions = {}): Promise<Demo> {
  const { replay, upstream } = options;
  if (replay !== undefined && upstream !== undefined) {
    throw new DemoError('--replay and --upstream exclude each other: a replay generates nothing.');
  }
  const dataDir = resolve(options.dataDir ?? 'demo-data');
  let config = readConfig(options);
  const bus = new ServerBus();
  // During a replay the bus carries the events of the file and no others.
  const publish: Publish = replay === undefined ? (type, data) => bus.publish(type, data) : () => undefined;
  const journal = createRuntimeJournal(journalSettings(config.journaling, dataDir), {
    handleSignals: options.handleSignals ?? false,
  });
  const log = new ServerLog({ redaction: journal.config.redaction, print: options.print });
  const engine = await createEngine(options, { config, dataDir, publish });
  const desk = replay === undefined ? createUpdateLogDesk(journal, bus) : NO_UPDATE_LOGS;
  const parts =
    journal.store === undefined
      ? NO_PARTS
      : createJournalParts(journal.store, journal.config, join(dataDir, 'cache'));
  const access = createAdminAccess(journal, parts, config);
  const metrics = { status: () => journal.status(), feedClients: () => access.journalApi.feedClients };
  observeJournal(metrics);
  const started = deferred();
  const instanceId = randomUUID();

  function reloadConfig(): ReloadedConfig {
    config = readConfig(options);
    engine.setMemoryThreshold(config.memory.threshold_percent);
    access.update(config);
    const reloaded = reloadedConfig(config);
    publish('config_reloaded', {
      routing_aliases: reloaded.routingAliases,
      memory_threshold: reloaded.memoryThreshold,
      log_level: reloaded.logLevel,
    });
    return reloaded;
  }

  const app = createApp({
    instanceId,
    startedAt: Date.now(),
    upstream,
    log,
    engine,
    journal,
    journalApi: access.journalApi,
    adminGuard: access.guard,
    metrics,
    desk,
    config: () => config,
    reloadConfig,
    started: started.promise,
  });
  const { host, port } = config.server;
  const listener = await listen({ host, port }, (request, connection) => app.fetch(request, connection));
  const stopping = new AbortController();
  let closing: Promise<FinalizeResult> | undefined;

  async function close(): Promise<FinalizeResult> {
    stopping.abort();
    const idle = listener.close();
    await engine.close(config.server.drain_timeout_sec * 1000);
    await desk.close();
    const finalized = await journal.finalize({ summary: 'runtime-session' });
    // Feeds end last: their clients have seen the models go.
    access.journalApi.close();
    await parts.close();
    listener.closeConnections();
    await idle;
    return finalized;
  }

  /** Stop before anything was journaled. */
  async function abandon(): Promise<void> {
    const idle = listener.close();
    listener.closeConnections();
    await engine.close(0);
    await desk.close();
    await idle;
  }

  async function startSession(): Promise<void> {
    const recorded = replay === undefined ? {} : await readRecordedRuntime(replay, journal.config.timezone);
    // LMX names itself where there is no default model; nobody knows which one a recorded runtime had.
    const model = replay === undefined ? config.models.default_model : null;
    await journal.start({
      ...recorded,
      model: model ?? `opta-lmx/${LMX_VERSION}`,
      metadata: {
        host,
        port: listener.port,
        safe_mode: false,
        security_profile: config.security.profile,
        ...(upstream === undefined ? {} : { upstream }),
        ...(replay === undefined ? {} : { replay }),
      },
    });
    journal.bind(bus);
  }

  try {
    if (upstream !== undefined) await assertOtherServer(upstream, instanceId);
    await startSession();
  } catch (error) {
    started.reject(error);
    await abandon();
    throw error;
  }
  const showsEvents = options.quiet !== true && (replay === undefined || options.pace !== 'full');
  if (showsEvents) {
    bus.on('event', (event) => log.event(event, config.logging.level));
  }
  engine.onAutoLoad((outcome) => {
    void desk.write(
      outcome.ok ? autoLoadedUpdate(outcome, outcome) : loadFailedUpdate(outcome.modelId, outcome.error),
    );
  });
  if (replay === undefined) await loadDefaultModel(config.models.default_model, { engine, desk, log });
  started.resolve();
  return {
    url: listener.url,
    journal,
    replayed:
      replay === undefined
        ? undefined
        : replayEvents(replay, {
            bus,
            pace: options.pace ?? 'full',
            queuedBytes: () => journal.status().queuedBytes,
            onUnusable: (lineNumber, reason) => log.say(`${replay}:${lineNumber} is left out: ${reason}`),
            signal: stopping.signal,
          }),
    close: () => (closing ??= close()),
  };
}

function readConfig(options: DemoOptions): ServerConfig {
  return withOptions(loadServerConfig(options.config), options);
}

function reloadedConfig({ routing, memory, logging, presets }: ServerConfig): ReloadedConfig {
  return {
    routingAliases: Object.keys(routing.aliases).length,
    memoryThreshold: memory.threshold_percent,
    logLevel: logging.level,
    presetsEnabled: presets.enabled,
  };
}

interface Deferred {
  promise: Promise<void>;
  resolve(): void;
  reject(error: unknown): void;
}

function deferred(): Deferred {
  let resolve: () => void = () => undefined;
  let reject: (error: unknown) => void = () => undefined;
  const promise = new Promise<void>((settle, fail) => {
    resolve = settle;
    reject = fail;
  });
  // Where no request waits for it, its rejection is nobody's.
  promise.catch(() => undefined);
  return { promise, resolve, reject };
}
