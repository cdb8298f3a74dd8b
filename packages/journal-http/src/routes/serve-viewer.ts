import { missingPart } from './missing-part.js';
import type { ApiContext, RouteCall } from './route.js';

/** `GET /admin/journal/…`: the files of the viewer. */
export function serveViewer({ viewer }: ApiContext, { request }: RouteCall): Response | Promise<Response> {
  if (viewer !== undefined) return viewer(request);
  return missingPart('viewer', 'give createJournalApi the option viewer, of @opta/journal-viewer');
}

/** `GET /admin/journal`: relative links of the page go from the folder. So does this one: a proxy may have it elsewhere. */
export function redirectToViewer(): Response {
  return new Response(null, { status: 308, headers: { location: 'journal/' } });
}
