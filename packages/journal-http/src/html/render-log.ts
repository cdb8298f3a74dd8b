import {
  buildSessionLogTree,
  buildUpdateLogTree,
  type SessionLog,
  type UpdateLog,
} from '@opta/journal-format';
import { type ParseResult, safeParseSessionLog, safeParseUpdateLog } from '@opta/journal-format/parse';
import { MAX_RENDERED_LENGTH } from '../constants.js';
import { type LogTree, renderLogPage, renderLogPart } from './render-log-page.js';

/** A log, and what is to be made of it. */
export interface RenderTask {
  /** Markdown, without secrets. */
  text: string;
  kind: 'session' | 'update';
  /** The title of a page. */
  fileName: string;
  type: 'application/json' | 'text/html';
  /** Of a page only what stands in it, for a page of one's own. Default false. */
  isPart?: boolean;
}

/** The body of an answer with the headers that it needs, or the status and reason of an answer without it. */
export type RenderOutcome =
  | { ok: true; body: string; headers: Record<string, string> }
  | { ok: false; status: 406 | 503; reason: string };

/** The data of a log as JSON, or a page of it. It takes up to minutes and a lot of memory: call it in a worker. */
export function renderLog(task: RenderTask): RenderOutcome {
  const outcome =
    task.kind === 'session'
      ? render(task, safeParseSessionLog(task.text), buildSessionLogTree)
      : render(task, safeParseUpdateLog(task.text), buildUpdateLogTree);
  if (!outcome.ok || outcome.body.length <= MAX_RENDERED_LENGTH) return outcome;
  const reason = `As ${task.type} this log has more than ${MAX_RENDERED_LENGTH} characters.`;
  return { ok: false, status: 406, reason };
}

function render<Log extends SessionLog | UpdateLog>(
  { type, fileName, isPart = false }: RenderTask,
  parsed: ParseResult<Log>,
  buildTree: (log: Log) => LogTree,
): RenderOutcome {
  if (!parsed.ok) return { ok: false, status: 406, reason: parsed.error.message };
  if (type === 'application/json') return { ok: true, body: JSON.stringify(parsed.log), headers: {} };
  if (isPart) return { ok: true, body: renderLogPart(buildTree(parsed.log)), headers: {} };
  const { html, headers } = renderLogPage(fileName, buildTree(parsed.log));
  return { ok: true, body: html, headers };
}
