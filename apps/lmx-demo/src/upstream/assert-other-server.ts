import { DemoError } from '../demo-error.js';
import { upstreamBase } from './create-upstream-backend.js';

const PROBE_MS = 3_000;

/**
 * A server that asks itself for every answer would never give one.
 *
 * @param instanceId of this server, which listens already
 * @throws {DemoError} when the upstream server is this one, by whatever name
 */
export async function assertOtherServer(upstream: string, instanceId: string): Promise<void> {
  if ((await readInstanceId(upstream)) !== instanceId) return;
  throw new DemoError(
    `--upstream ${upstream} is this server itself. Name the server that is to generate the text, for instance http://127.0.0.1:11434 (Ollama), or leave --upstream out to use the embedded models.`,
  );
}

/** Undefined for a server that cannot be reached now or does not say. */
async function readInstanceId(upstream: string): Promise<unknown> {
  try {
    const response = await fetch(`${upstreamBase(upstream)}/v1/discovery`, {
      signal: AbortSignal.timeout(PROBE_MS),
    });
    const body: unknown = await response.json();
    return (body as { instance_id?: unknown } | null)?.instance_id;
  } catch {
    // Other servers have no such document, and one that is down now may be up later.
    return undefined;
  }
}
