import { OVERLOAD_RETRY_SEC } from './constants.js';
import { errorResponse } from './error-responses.js';
import { usagePercent } from './memory-body.js';
import type { ServerParts } from './server-parts.js';

/** @returns LMX's 503 while more of the memory is in use than requests may be served with */
export function refuseOverload(parts: ServerParts): Response | undefined {
  if (usagePercent(parts.engine.memory()) < parts.config().memory.load_shedding_percent) return undefined;
  return errorResponse(
    503,
    { message: 'Server under memory pressure', type: 'server_error', code: 'overloaded' },
    { 'retry-after': String(OVERLOAD_RETRY_SEC) },
  );
}
