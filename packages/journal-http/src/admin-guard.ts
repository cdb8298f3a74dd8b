import { type ConnectionInfo, refuseAccess } from './admin-access.js';
import { JournalHttpError } from './errors.js';

export interface AdminGuardOptions {
  /**
   * Key that every request must carry in `X-Admin-Key`. Default `null`: there is no key, and only
   * direct requests from this machine are served.
   */
  adminKey?: string | null;
  /** Host names, besides `localhost` and loopback addresses, that requests may name while there is no key. Default none. */
  allowedHosts?: readonly string[];
  /** Accept `?admin_key=` on `GET /admin/events`, for browsers' EventSource. Default false: a key in a URL ends up in logs. */
  allowKeyInQuery?: boolean;
}

/** @returns `undefined` when the request may go on, else the 403 answer that refuses it */
export type AdminGuard = (request: Request, connection: ConnectionInfo) => Response | undefined;

/**
 * The rule that protects the journal's API, for a host that has admin routes of its own beside it.
 *
 * @throws {JOURNAL_HTTP_OPTION_INVALID} when the key is an empty text
 * @example
 * ```ts
 * const guard = createAdminGuard({ adminKey: process.env.ADMIN_KEY ?? null });
 * const refusal = guard(request, { remoteAddress: socket.remoteAddress });
 * if (refusal !== undefined) return refusal;
 * ```
 */
export function createAdminGuard(options: AdminGuardOptions = {}): AdminGuard {
  if (options.adminKey === '') {
    throw new JournalHttpError(
      'JOURNAL_HTTP_OPTION_INVALID',
      'adminKey is an empty text, which everybody knows; leave it out (or null) to serve only this machine, or set a key',
      { option: 'adminKey' },
    );
  }
  const access = {
    adminKey: options.adminKey ?? null,
    allowedHosts: (options.allowedHosts ?? []).map((host) => host.toLowerCase()),
    allowKeyInQuery: options.allowKeyInQuery ?? false,
  };
  return (request, connection) => refuseAccess(request, new URL(request.url), connection, access);
}
