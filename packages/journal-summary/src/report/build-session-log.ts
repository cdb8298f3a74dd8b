import { type SessionLog, zonedTime } from '@opta/journal-format';
import { MAX_MESSAGE_LENGTH } from '../constants.js';
import type { BoundedList } from '../fold/bounded-list.js';
import { cleanText } from '../fold/clean-text.js';
import type { SummaryState } from '../fold/summary-state.js';
import type { SummaryEnd } from '../types.js';
import { buildDetails } from './build-details.js';
import { buildIssues } from './build-issues.js';
import { buildNextSteps } from './build-next-steps.js';
import { buildStatusChanges } from './build-status-changes.js';
import { buildSummaryLines } from './build-summary-lines.js';
import { plural } from './numbers.js';
import { isEndUnknown } from './open-end.js';
import { OTHER_TYPES } from './other-rows.js';
import { createReportContext, type SessionFacts } from './report-context.js';

const DEFAULT_SUMMARY = 'runtime-session';

/** The session log as it is if the session ends like this. */
export function buildSessionLog(state: SummaryState, session: SessionFacts, end: SummaryEnd): SessionLog {
  const context = createReportContext(state, session, end);
  const started = zonedTime(session.startedAt, session.timeZone);
  const details = buildDetails(context);
  return {
    date: started.date,
    time: `${started.time.slice(0, 5)} ${started.abbreviation}`,
    device: session.device,
    user: session.user,
    model: session.model,
    duration: context.duration,
    session: session.session,
    ...(session.eventLog === undefined ? {} : { eventLog: session.eventLog }),
    status: cleanText(end.status, MAX_MESSAGE_LENGTH),
    started: started.iso,
    ...(context.running || isEndUnknown(end)
      ? {}
      : { ended: zonedTime(context.endedAt, session.timeZone).iso }),
    ...(end.recovery === undefined ? {} : { properties: { recovered: true } }),
    title: `Session: ${titleOf(end.summary ?? DEFAULT_SUMMARY)}`,
    summary: buildSummaryLines(context),
    filesChanged: {
      created: listed(state.filesCreated, 'file'),
      modified: listed(state.filesModified, 'file'),
      deleted: listed(state.filesDeleted, 'file'),
    },
    statusChanges: buildStatusChanges(context),
    decisions: listed(state.decisions, 'decision'),
    issues: [...buildIssues(context), ...listed(state.issues, 'issue')],
    nextSteps: buildNextSteps(context),
    ...(state.notes.total === 0 ? {} : { notes: listed(state.notes, 'note') }),
    eventCounts: state.types.rows(OTHER_TYPES).map(({ name, count }) => ({ type: name, count })),
    metadata: session.metadata.map((row) => ({ ...row })),
    ...(details.length === 0 ? {} : { details }),
  };
}

/** `runtime-session` becomes `Runtime Session`, as LMX writes it; other texts stay as they are. */
function titleOf(summary: string): string {
  const text = cleanText(summary, MAX_MESSAGE_LENGTH);
  if (!/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(text)) return text;
  return text
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ');
}

function listed(list: BoundedList<string>, what: string): string[] {
  return list.left === 0 ? [...list.entries] : [...list.entries, `(${plural(list.left, `other ${what}`)})`];
}
