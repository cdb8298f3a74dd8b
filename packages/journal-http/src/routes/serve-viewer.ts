import { missingPart } from './missing-part.js';
import type { ApiContext, RouteCall } from './route.js';

/** `GET /admin/journal/…`: the files of the viewer. */
export function serveViewer({ viewer }: ApiContext, { request }: RouteCall): Response | Promise<Response> {
  if (viewer !== undefined) return viewer(request);
  return missingPart('viewer', 'give createJournalApi the option viewer, of @opta/journal-viewer');
}

/** `GET /admin/journal`: relative links of the page go from the folder. */
export function redirectToViewer(): Response {
  return new Response(null, { status: 308, headers: { location: '/admin/journal/' } });
}
