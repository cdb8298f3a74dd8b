import { arch, cpus, hostname, platform, totalmem } from 'node:os';
import { LMX_VERSION, MAX_CONCURRENT_REQUESTS } from './constants.js';
import { memoryBody, usagePercent } from './memory-body.js';
import type { DemoApp, ServerParts } from './server-parts.js';

/** `/admin/health`, `/admin/status`, `/admin/memory` and `/admin/device`. */
export function addAdminRoutes(app: DemoApp, parts: ServerParts): void {
  const { engine, journal } = parts;
  app.get('/admin/health', (context) => {
    const memory = engine.memory();
    const usage = usagePercent(memory);
    const isDegraded = usage >= memory.thresholdPercent;
    return context.json({
      status: isDegraded ? 'degraded' : 'ok',
      version: LMX_VERSION,
      reason: isDegraded ? `memory usage is ${usage} %` : null,
      memory_usage_percent: usage,
      metal: null,
      helpers: {},
      models_loaded: engine.listLoaded().length,
      in_flight_requests: engine.inFlight(),
    });
  });
  app.get('/admin/status', (context) => {
    const loaded = engine.listLoaded();
    const { state, ledger, sessionLog, eventLog, recovery, retention, lastError } = journal.status();
    return context.json({
      version: LMX_VERSION,
      uptime_seconds: (Date.now() - parts.startedAt) / 1000,
      loaded_models: loaded.length,
      models: loaded.map(({ id }) => id),
      memory: memoryBody(engine.memory()),
      in_flight_requests: engine.inFlight(),
      max_concurrent_requests: MAX_CONCURRENT_REQUESTS,
      journal: {
        state,
        ledger,
        event_log: eventLog ?? null,
        session_log: sessionLog ?? null,
        recovery: recovery ?? null,
        retention: retention ?? null,
        last_error: lastError ?? null,
      },
    });
  });
  app.get('/admin/memory', (context) =>
    context.json({
      ...memoryBody(engine.memory()),
      models: Object.fromEntries(engine.listLoaded().map(({ id, memoryGb }) => [id, memoryGb ?? null])),
    }),
  );
  app.get('/admin/device', (context) =>
    context.json({
      hostname: hostname(),
      platform: platform(),
      arch: arch(),
      cpu: cpus()[0]?.model ?? 'unknown',
      cpu_count: cpus().length,
      memory_gb: Math.round((totalmem() / 1024 ** 3) * 100) / 100,
    }),
  );
}
