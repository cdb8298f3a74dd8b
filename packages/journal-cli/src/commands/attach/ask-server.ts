import { JournalCliError } from '../../errors.js';
import { callServer, type Server } from '../../server/call-server.js';

/** What a server tells of itself, before anybody listens to its feed. */
export interface ServerFacts {
  /** `opta-lmx/0.1.0` */
  model?: string;
  /** Event logs that it writes or has in its folder, by name; absent where it does not tell. */
  eventLogs?: string[];
}

/**
 * Asks a server what it is, and which event logs it writes itself.
 *
 * @returns undefined where nobody answers
 * @throws {JOURNAL_CLI_SERVER} when it does not accept the key
 */
export async function askServer(server: Server): Promise<ServerFacts | undefined> {
  const health = await ask(server, '/admin/logs/health');
  if (health === NO_ANSWER) return undefined;
  const eventLogs = writtenEventLog(health) ?? listedEventLogs(await ask(server, '/admin/logs/sessions'));
  const model = programOf(await ask(server, '/v1/discovery'));
  return { ...(model === undefined ? {} : { model }), ...(eventLogs === undefined ? {} : { eventLogs }) };
}

const NO_ANSWER = Symbol('no answer');

/** @returns undefined where the server has no such route, or answers with something else */
async function ask(server: Server, path: string): Promise<unknown> {
  try {
    return await callServer(server, { path });
  } catch (error) {
    if (!(error instanceof JournalCliError) || error.code !== 'JOURNAL_CLI_SERVER') throw error;
    const { status } = error.facts;
    if (status === 401 || status === 403) throw error;
    return status === undefined ? NO_ANSWER : undefined;
  }
}

/** From the health of a journal of ours: the one event log that is written now, or none. */
function writtenEventLog(health: unknown): string[] | undefined {
  if (!isObject(health) || !('journal' in health)) return undefined;
  const { journal } = health;
  const name = isObject(journal) ? journal.event_log : undefined;
  return typeof name === 'string' ? [name] : [];
}

/** From the listing that LMX has: it does not say which one it writes. */
function listedEventLogs(listing: unknown): string[] | undefined {
  if (!Array.isArray(listing)) return undefined;
  return listing.flatMap((entry: unknown) =>
    isObject(entry) && typeof entry.filename === 'string' && entry.filename.endsWith('.jsonl')
      ? [entry.filename]
      : [],
  );
}

function programOf(discovery: unknown): string | undefined {
  if (!isObject(discovery) || typeof discovery.service !== 'string') return undefined;
  const { service, version } = discovery;
  return typeof version === 'string' ? `${service}/${version}` : service;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
