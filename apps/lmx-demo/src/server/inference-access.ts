import { createHash, timingSafeEqual } from 'node:crypto';
import type { ServerConfig } from '../config/server-config.js';
import { detailResponse } from './error-responses.js';
import type { DemoContext } from './server-parts.js';

/**
 * Whether a request may generate text: with the inference key as a bearer token or in `X-Api-Key`, or with the
 * admin key in any of the three headers.
 *
 * @returns `undefined` when it may, else LMX's 401
 */
export function refuseInference(
  context: DemoContext,
  security: ServerConfig['security'],
): Response | undefined {
  if (security.inference_api_key === null) return undefined;
  const keys = [security.inference_api_key, security.admin_key].filter((key) => key !== null);
  const bearer = /^Bearer (.+)$/i.exec(context.req.header('authorization') ?? '')?.[1];
  const given = [bearer, context.req.header('x-api-key'), context.req.header('x-admin-key')];
  const isAllowed = given.some((key) => key !== undefined && keys.some((valid) => isSameKey(key, valid)));
  return isAllowed ? undefined : detailResponse(401, 'Invalid or missing API key');
}

/** Compares in constant time; hashing first makes the lengths equal. */
function isSameKey(given: string, expected: string): boolean {
  return timingSafeEqual(sha256(given), sha256(expected));
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
