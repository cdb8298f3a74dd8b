import type { ServerParts } from './server-parts.js';

/** Whether a chat would be answered. With a server further up, its models are loaded when they are asked for. */
export function isReady({ engine, upstream }: ServerParts): boolean {
  if (upstream !== undefined) return true;
  return engine.listLoaded().some(({ readiness }) => readiness.state === 'routable');
}
