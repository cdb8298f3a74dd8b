import { arch, cpus, platform, totalmem } from 'node:os';
import { DISCOVERY_SCHEMA_VERSION, LMX_VERSION } from './constants.js';
import { isReady } from './readiness.js';
import type { DemoApp, DemoContext, ServerParts } from './server-parts.js';

const ENDPOINTS = {
  health: '/healthz',
  ready: '/readyz',
  models: '/v1/models',
  chat_completions: '/v1/chat/completions',
  admin_status: '/admin/status',
  admin_models: '/admin/models',
  admin_events: '/admin/events',
  admin_logs: '/admin/logs/sessions',
};

/** How clients find out what kind of server this is; needs no key. */
export function addDiscoveryRoutes(app: DemoApp, parts: ServerParts): void {
  const answer = (context: DemoContext): Response => context.json(discoveryBody(parts));
  app.get('/v1/discovery', answer);
  app.get('/.well-known/opta-lmx', answer);
}

function discoveryBody(parts: ServerParts): Record<string, unknown> {
  const { security } = parts.config();
  const loaded = parts.engine.listLoaded().map(({ id }) => id);
  return {
    schema_version: DISCOVERY_SCHEMA_VERSION,
    service: 'opta-lmx',
    version: LMX_VERSION,
    instance_id: parts.instanceId,
    continuity: { event_resume_supported: false, started_at: parts.startedAt / 1000 },
    security_profile: security.profile,
    ready: isReady(parts),
    loaded_models: loaded,
    loaded_model_count: loaded.length,
    in_flight_requests: parts.engine.inFlight(),
    auth: {
      admin_key_required: security.admin_key !== null,
      inference_key_required: security.inference_api_key !== null,
      supabase_jwt_enabled: false,
    },
    endpoints: ENDPOINTS,
    client_probe_order: ['/v1/discovery', '/healthz', '/v1/models'],
    hardware_summary: {
      platform: platform(),
      arch: arch(),
      cpu_count: cpus().length,
      memory_gb: Math.round(totalmem() / 1024 ** 3),
    },
  };
}
