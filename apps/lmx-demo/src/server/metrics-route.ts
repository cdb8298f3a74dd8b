import { createRegistry } from '../metrics/prometheus.js';
import type { DemoApp, ServerParts } from './server-parts.js';

/** `/admin/metrics`: figures of the journal for Prometheus, behind the admin key. */
export function addMetricsRoute(app: DemoApp, { metrics }: ServerParts): void {
  const registry = createRegistry(metrics);
  app.get('/admin/metrics', async (context) =>
    context.body(await registry.metrics(), 200, { 'content-type': registry.contentType }),
  );
}
