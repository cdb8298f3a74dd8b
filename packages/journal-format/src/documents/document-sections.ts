import type { SessionLog, UpdateLog } from '../types.js';

/** A section that fields describe. */
export interface DocumentSection<Fields> {
  /** What `OtherSection.after` calls it. */
  key: string;
  /** The text of its H2 heading. */
  heading: string;
  /** The fields that stand in it; it exists if one of them does. */
  fields: readonly (keyof Fields)[];
}

/** The sections of a session log, in their order. */
export const SESSION_SECTIONS = [
  { key: 'summary', heading: 'Summary', fields: ['summary'] },
  { key: 'filesChanged', heading: 'Files Changed', fields: ['filesChanged'] },
  { key: 'statusChanges', heading: 'Status Changes', fields: ['statusChanges', 'statusNotes'] },
  { key: 'decisions', heading: 'Decisions Made', fields: ['decisions'] },
  { key: 'issues', heading: 'Issues Encountered', fields: ['issues'] },
  { key: 'nextSteps', heading: 'Next Steps', fields: ['nextSteps'] },
  { key: 'notes', heading: 'Notes', fields: ['notes', 'eventCounts', 'metadata', 'details'] },
] as const satisfies readonly DocumentSection<SessionLog>[];

/** The sections of an update log, in their order. */
export const UPDATE_SECTIONS = [
  { key: 'summary', heading: 'Summary', fields: ['summary'] },
  { key: 'commandInputs', heading: 'Command Inputs', fields: ['commandInputs'] },
  { key: 'steps', heading: 'Step Results', fields: ['steps'] },
] as const satisfies readonly DocumentSection<UpdateLog>[];

export type SessionSectionKey = (typeof SESSION_SECTIONS)[number]['key'];
export type UpdateSectionKey = (typeof UPDATE_SECTIONS)[number]['key'];

/** The headings of the tables and subsections that fields describe. */
export const FILES_CHANGED_HEADINGS = {
  created: 'Created',
  modified: 'Modified',
  deleted: 'Deleted',
} as const;
export const STATUS_COLUMNS = ['Area', 'Before', 'After'] as const;
export const EVENT_SUMMARY = 'Event Summary';
export const EVENT_COLUMNS = ['Event Type', 'Count'] as const;
export const STARTUP_METADATA = 'Startup Metadata';
export const STEP_COLUMNS = ['Target', 'Component', 'Step', 'Status', 'Message'] as const;
