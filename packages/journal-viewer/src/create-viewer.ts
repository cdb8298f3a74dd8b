import { type AppFile, readAppFiles } from './app-files.js';
import { CONTENT_SECURITY_POLICY } from './content-security-policy.js';

/** Answers requests for the files of the viewer. */
export type Viewer = (request: Request) => Response;

/** What every answer says: nobody frames the viewer, and no type is guessed. */
const HEADERS = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
} as const;
/** The names of files in `assets/` have a digest of their content. */
const FOR_EVER = 'public, max-age=31536000, immutable';

/**
 * The viewer for `createJournalApi({ viewer })`: a page of static files that reads everything from the API it is mounted
 * in. It is the same for every journal and holds nothing of one.
 *
 * @param options - `mount` is the last part of the path under which it is served, whatever stands before it. Default:
 * `journal`, for `/admin/journal/`
 * @returns a handler that never throws and answers 404 to everything that is none of its files
 * @throws {Error} when the files are missing, which a build puts beside this one
 * @remarks Every file is read, and compressed, once: by this call.
 * @example
 * ```ts
 * import { createJournalApi } from '@opta/journal-http';
 * import { createViewer } from '@opta/journal-viewer';
 *
 * const { fetch } = createJournalApi({ store }, { viewer: createViewer() });
 * ```
 */
export function createViewer({ mount = 'journal' }: { mount?: string } = {}): Viewer {
  const files = readAppFiles();
  return (request) => {
    const file = files.get(pathBelow(mount, request.url) ?? '');
    if (file === undefined)
      return new Response('There is no such file.\n', { status: 404, headers: HEADERS });
    return answer(request, file);
  };
}

function answer(request: Request, { bytes, zipped, type, digest, isHashed }: AppFile): Response {
  const isZipped = zipped !== undefined && takesGzip(request);
  const headers = new Headers({
    ...HEADERS,
    // Two codings are two contents: each has a tag of its own.
    etag: isZipped ? `"${digest}-gzip"` : `"${digest}"`,
    vary: 'accept-encoding',
    'cache-control': isHashed ? FOR_EVER : 'no-cache',
  });
  if (request.headers.get('if-none-match')?.includes(digest)) {
    return new Response(null, { status: 304, headers });
  }
  const body = isZipped ? zipped : bytes;
  headers.set('content-type', type);
  headers.set('content-length', String(body.length));
  if (isZipped) headers.set('content-encoding', 'gzip');
  return new Response(request.method === 'HEAD' ? null : body, { headers });
}

function takesGzip(request: Request): boolean {
  return /\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))/i.test(request.headers.get('accept-encoding') ?? '');
}

/** `assets/main-1f2e.js` of `/lmx/admin/journal/assets/main-1f2e.js`; undefined where that is not below the mount. */
function pathBelow(mount: string, url: string): string | undefined {
  const { pathname } = new URL(url);
  const at = pathname.lastIndexOf(`/${mount}/`);
  if (at === -1) return undefined;
  return pathname.slice(at + mount.length + 2) || 'index.html';
}
