import type { ApiContext, RouteCall } from './route.js';

/** `GET /admin/events`: what the journal records, as it happens. */
export function followEvents({ feed }: ApiContext, { request }: RouteCall): Response {
  return feed.connect(request);
}
