import { randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { EngineError } from '../engine/engine-error.js';
import { addAdminRoutes } from './admin-routes.js';
import { addChatRoute } from './chat-route.js';
import { addConfigRoute } from './config-route.js';
import { MAX_BODY_BYTES } from './constants.js';
import { addDiscoveryRoutes } from './discovery-routes.js';
import { addDownloadRoutes } from './download-routes.js';
import { detailResponse, engineErrorResponse, errorResponse } from './error-responses.js';
import { addHealthRoutes } from './health-routes.js';
import { refuseInference } from './inference-access.js';
import { refuseOverload } from './load-shedding.js';
import { addMetricsRoute } from './metrics-route.js';
import { addModelRoutes } from './model-routes.js';
import { BodyError } from './read-body.js';
import type { DemoApp, DemoEnv, ServerParts } from './server-parts.js';

/** All routes of the sample server. */
export function createApp(parts: ServerParts): DemoApp {
  const app: DemoApp = new Hono<DemoEnv>();
  app.use('*', async (context, next) => {
    context.set('requestId', requestIdOf(context.req.header('x-request-id')));
    await next();
    context.res.headers.set('x-request-id', context.get('requestId'));
  });
  app.use('*', bodyLimit({ maxSize: MAX_BODY_BYTES, onError: (context) => tooLarge(context.req.path) }));
  addHealthRoutes(app, parts);
  addDiscoveryRoutes(app, parts);

  app.use('*', async (_context, next) => {
    await parts.started;
    await next();
  });
  app.use('/admin/*', async (context, next) => {
    const refusal = parts.adminGuard(context.req.raw, context.env);
    return refusal ?? (await next());
  });
  app.use('/v1/*', async (context, next) => {
    const refusal = refuseInference(context, parts.config().security) ?? refuseOverload(parts);
    return refusal ?? (await next());
  });
  addChatRoute(app, parts);
  addDownloadRoutes(app, parts);
  addModelRoutes(app, parts);
  addAdminRoutes(app, parts);
  addConfigRoute(app, parts);
  addMetricsRoute(app, parts);
  for (const path of ['/admin/logs/*', '/admin/events', '/admin/journal/*']) {
    app.all(path, (context) => parts.journalApi.fetch(context.req.raw, context.env));
  }

  app.notFound((context) => answerFailure(context.req.path, 404, 'Not Found'));
  app.onError((error, context) => {
    const { path } = context.req;
    if (error instanceof EngineError) return engineErrorResponse(path, error);
    if (error instanceof BodyError) return answerFailure(path, error.status, error.message, error.param);
    parts.log.fail(error);
    return answerFailure(path, 500, 'Internal server error');
  });
  return app;
}

function answerFailure(path: string, status: number, message: string, param: string | null = null): Response {
  if (path.startsWith('/admin')) return detailResponse(status, message);
  return errorResponse(status, { message, param, ...(status === 500 ? { code: 'internal_error' } : {}) });
}

function tooLarge(path: string): Response {
  return answerFailure(path, 413, `The body is larger than ${MAX_BODY_BYTES} bytes`);
}

/** The client's own, where it can stand in a header and a log. */
function requestIdOf(given: string | undefined): string {
  return given !== undefined && /^[\w.-]{1,64}$/.test(given) ? given : randomUUID();
}
