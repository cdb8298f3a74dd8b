import { createHash, timingSafeEqual } from 'node:crypto';
import { isIP } from 'node:net';
import { detailResponse } from '../detail-response.js';
import type { WrongKeyLimit } from './wrong-key-limit.js';

/** What the handler is told about the connection that a request came over. */
export interface ConnectionInfo {
  /** IP address of the other end, as `socket.remoteAddress` gives it. Absent: treated as remote. */
  remoteAddress?: string | undefined;
}

export interface AdminAccessOptions {
  /** The key that `X-Admin-Key` must carry; `null`: only this machine is served, without a key. */
  adminKey: string | null;
  /** Host names, besides loopback ones, under which requests are accepted while there is no key. */
  allowedHosts: readonly string[];
  /** Whether `?admin_key=` is accepted on the event feed, for EventSource, which cannot set headers. */
  allowKeyInQuery: boolean;
  /** Absent: wrong keys are not limited. */
  wrongKeyLimit?: WrongKeyLimit | undefined;
}

/** Headers by which a proxy says that it speaks for somebody else. */
const FORWARDING_HEADERS = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'via'];

const WRONG_KEY = 'Invalid or missing admin key';

/**
 * Decides whether a request may use the admin API.
 *
 * @returns `undefined` when it may, else the answer that refuses it
 */
export function refuseAccess(
  request: Request,
  url: URL,
  connection: ConnectionInfo,
  options: AdminAccessOptions,
): Response | undefined {
  if (isForeignOrigin(request, url)) {
    return detailResponse(
      403,
      `Requests from the web page ${request.headers.get('origin')?.slice(0, 200)} are not accepted here`,
    );
  }
  if (options.adminKey === null) return refuseUnlessLocal(request, url, connection, options);
  return refuseKey(givenKey(request, url, options), options.adminKey, connection, options.wrongKeyLimit);
}

/** Whether an IP address, as a socket reports it, is one of this machine's loopback addresses. */
export function isLoopbackAddress(address: string): boolean {
  const plain = address.startsWith('::ffff:') ? address.slice('::ffff:'.length) : address;
  return plain === '::1' || (isIP(plain) === 4 && plain.startsWith('127.'));
}

/** A page of another site could else make a person's browser write here. */
function isForeignOrigin(request: Request, url: URL): boolean {
  const origin = request.headers.get('origin');
  if (origin === null || request.method === 'GET' || request.method === 'HEAD') return false;
  if (!URL.canParse(origin)) return true;
  return new URL(origin).host !== (request.headers.get('host') ?? url.host);
}

function givenKey(request: Request, url: URL, options: AdminAccessOptions): string | null {
  const mayUseQuery = options.allowKeyInQuery && url.pathname === '/admin/events';
  return request.headers.get('x-admin-key') ?? (mayUseQuery ? url.searchParams.get('admin_key') : null);
}

/** No key is no attempt to guess one, so it does not count. */
function refuseKey(
  given: string | null,
  expected: string,
  { remoteAddress }: ConnectionInfo,
  limit: WrongKeyLimit | undefined,
): Response | undefined {
  if (given === null) return detailResponse(403, WRONG_KEY);
  const waitMs = limit?.waitMs(remoteAddress) ?? 0;
  if (waitMs > 0) {
    const seconds = Math.ceil(waitMs / 1000);
    return detailResponse(429, `Too many wrong admin keys from this address; wait ${seconds} s`, {
      'retry-after': String(seconds),
    });
  }
  if (isSameKey(given, expected)) return undefined;
  limit?.count(remoteAddress);
  return detailResponse(403, WRONG_KEY);
}

function refuseUnlessLocal(
  request: Request,
  url: URL,
  connection: ConnectionInfo,
  options: AdminAccessOptions,
): Response | undefined {
  const isForwarded = FORWARDING_HEADERS.some((name) => request.headers.has(name));
  const address = connection.remoteAddress;
  if (isForwarded || address === undefined || !isLoopbackAddress(address)) {
    return detailResponse(
      403,
      `${WRONG_KEY}: no admin key is configured, so only direct requests from this machine are served`,
    );
  }
  // A DNS name that an attacker points at 127.0.0.1 arrives with that name in Host.
  const host = request.headers.get('host') ?? url.host;
  if (isLoopbackHost(host) || options.allowedHosts.includes(hostName(host))) return undefined;
  return detailResponse(403, `The host name ${host.slice(0, 200)} is not accepted; add it to allowedHosts`);
}

function isLoopbackHost(host: string): boolean {
  const name = hostName(host);
  return (
    name === 'localhost' || name.endsWith('.localhost') || isLoopbackAddress(name.replace(/^\[|\]$/g, ''))
  );
}

function hostName(host: string): string {
  return host.replace(/:\d+$/, '').toLowerCase();
}

/** Compares in constant time; hashing first makes the lengths equal. */
function isSameKey(given: string, expected: string): boolean {
  return timingSafeEqual(sha256(given), sha256(expected));
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
