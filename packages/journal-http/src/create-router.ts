import { Hono } from 'hono';
import type { ConnectionInfo } from './access/admin-access.js';
import type { AdminGuard } from './access/admin-guard.js';
import { answerError } from './answers/answer-error.js';
import { detailResponse } from './detail-response.js';
import { nameInPath } from './requests/name-in-path.js';
import type { ApiContext, Route } from './routes/route.js';
import { ROUTES } from './routes/routes.js';

export type Router = Hono<{ Bindings: ConnectionInfo }>;

/** The routes behind the guard, and the answers to everything that is none of them. */
export function createRouter(context: ApiContext, guard: AdminGuard): Router {
  const router: Router = new Hono<{ Bindings: ConnectionInfo }>();
  router.use('*', async (call, next) => {
    await next();
    call.header('x-content-type-options', 'nosniff');
  });
  router.use('*', async (call, next) => {
    // A browser cannot send a key when it opens a page, and the files of the viewer hold nothing of the journal.
    const isOpen = context.isViewerOpen && /^\/admin\/journal(?:\/|$)/.test(call.req.path);
    return (isOpen ? undefined : guard(call.req.raw, call.env)) ?? (await next());
  });
  const routes: Route[] = Object.values(ROUTES);
  for (const route of routes) {
    router.on(route.method, toPattern(route.path), (call) => answer(context, route, call.req.raw));
  }
  for (const path of new Set(routes.map(({ path }) => path))) {
    const methods = routes.filter((route) => route.path === path).map(({ method }) => method);
    router.all(toPattern(path), (call) => answerOtherMethod(call.req.method, methods, context.isReadOnly));
  }
  router.notFound(() => detailResponse(404, 'Not Found'));
  router.onError(answerError);
  return router;
}

/** The rest of a path belongs to a name, so that one with a slash in it is refused as a name. */
function toPattern(path: string): string {
  return path.replace('{name}', ':name{.+}').replace('{path}', '*');
}

function answer(context: ApiContext, route: Route, request: Request): Response | Promise<Response> {
  if (route.method === 'POST' && context.isReadOnly) {
    return detailResponse(403, 'This API only reads: createJournalApi was given readOnly');
  }
  const url = new URL(request.url);
  const name = route.path.includes('{name}') ? nameInPath(url.pathname, route.path) : '';
  if (name === undefined) return detailResponse(400, 'Invalid filename');
  return route.handle(context, { request, url, name });
}

function answerOtherMethod(method: string, of: readonly string[], isReadOnly: boolean): Response {
  const methods = of.filter((one) => one !== 'POST' || !isReadOnly);
  const allow = [
    ...(methods.includes('GET') ? ['GET', 'HEAD'] : []),
    ...methods.filter((one) => one !== 'GET'),
    'OPTIONS',
  ];
  if (method === 'OPTIONS') return new Response(null, { status: 204, headers: { allow: allow.join(', ') } });
  return detailResponse(405, `There is no ${method.slice(0, 20)} here, only ${allow.join(', ')}`, {
    allow: allow.join(', '),
  });
}
