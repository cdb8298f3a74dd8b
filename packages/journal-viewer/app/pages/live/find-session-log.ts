import { readJson } from '../../api/client.js';
import type { Health, SessionLogEntry } from '../../api/types.js';

/** The log under whose address a session is shown; undefined where none is known. */
export async function findSessionLog(
  session: string | undefined,
  signal: AbortSignal,
): Promise<string | undefined> {
  if (session === undefined) return undefined;
  const { journal } = await readJson<Health>('logs/health', { signal });
  if (journal?.session === session) return 'current';
  const entries = await readJson<SessionLogEntry[]>('logs/sessions', { query: { limit: '1000' }, signal });
  return entries.find((entry) => entry.kind === 'session' && entry.session === session)?.filename;
}
