import { assertWholeNumber } from '../assert-whole-number.js';
import { DEFAULT_MAX_WRONG_KEYS, DEFAULT_WRONG_KEY_WINDOW_MS } from '../constants.js';
import { JournalHttpError } from '../errors.js';
import { type ConnectionInfo, refuseAccess } from './admin-access.js';
import { createWrongKeyLimit, type WrongKeyLimit } from './wrong-key-limit.js';

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
  /**
   * How many wrong keys an address may give in a window before all its keys are answered with 429 until the window
   * ends. Default 30 in 60,000 ms; false: no limit. Behind a proxy, give the guard the address that the proxy
   * names, or all its clients share one limit.
   */
  rateLimit?: { maxWrongKeys?: number; windowMs?: number } | false;
}

/** @returns `undefined` when the request may go on, else the 403 or 429 answer that refuses it */
export type AdminGuard = (request: Request, connection: ConnectionInfo) => Response | undefined;

/**
 * The rule that protects the journal's API, for a host that has admin routes of its own beside it.
 *
 * @throws {JOURNAL_HTTP_OPTION_INVALID} when the key is an empty text or a limit is no whole number from 1
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
    wrongKeyLimit: options.rateLimit === false ? undefined : createLimit(options.rateLimit),
  };
  return (request, connection) => refuseAccess(request, new URL(request.url), connection, access);
}

function createLimit({
  maxWrongKeys = DEFAULT_MAX_WRONG_KEYS,
  windowMs = DEFAULT_WRONG_KEY_WINDOW_MS,
}: Exclude<AdminGuardOptions['rateLimit'], false> = {}): WrongKeyLimit {
  assertWholeNumber('rateLimit.maxWrongKeys', maxWrongKeys);
  assertWholeNumber('rateLimit.windowMs', windowMs);
  return createWrongKeyLimit({ maxWrongKeys, windowMs });
}
