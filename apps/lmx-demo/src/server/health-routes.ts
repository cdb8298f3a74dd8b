import { LMX_VERSION } from './constants.js';
import { isReady } from './readiness.js';
import type { DemoApp, ServerParts } from './server-parts.js';

/** `/healthz` and `/readyz`, which need no key. */
export function addHealthRoutes(app: DemoApp, parts: ServerParts): void {
  app.get('/healthz', (context) => context.json({ status: 'ok', version: LMX_VERSION }));
  app.get('/readyz', (context) => {
    const models = parts.engine.listLoaded().filter(({ readiness }) => readiness.state === 'routable');
    if (!isReady(parts)) return context.json({ status: 'unavailable', reason: 'no models loaded' }, 503);
    return context.json({ status: 'ready', version: LMX_VERSION, models_loaded: models.length });
  });
}
