import type { FrontmatterValue, SessionLog, UpdateLog } from '../types.js';

/** Fields whose value is one line of text in the frontmatter. */
type TextFields<Fields> = {
  [Name in keyof Fields]-?: string extends Exclude<Fields[Name], undefined>
    ? Exclude<Fields[Name], undefined> extends string
      ? Name
      : never
    : never;
}[keyof Fields];

export type SessionTextField = TextFields<SessionLog>;
export type UpdateTextField = TextFields<UpdateLog>;

/** Key and field, in the order in which they are written. The first six are Opta LMX's. */
export const SESSION_KEYS: readonly (readonly [key: string, field: SessionTextField])[] = [
  ['date', 'date'],
  ['time', 'time'],
  ['device', 'device'],
  ['user', 'user'],
  ['model', 'model'],
  ['duration', 'duration'],
  ['session', 'session'],
  ['event_log', 'eventLog'],
  ['status', 'status'],
  ['started', 'started'],
  ['ended', 'ended'],
];

/** As for sessions; `promoted` and `aliases` are no texts. The first nine are those of both programs. */
export const UPDATE_KEYS: readonly (readonly [
  key: string,
  field: UpdateTextField | 'promoted' | 'aliases',
])[] = [
  ['id', 'id'],
  ['date', 'date'],
  ['time', 'time'],
  ['author', 'author'],
  ['version_before', 'versionBefore'],
  ['version_after', 'versionAfter'],
  ['commit', 'commit'],
  ['promoted', 'promoted'],
  ['category', 'category'],
  ['uid', 'uid'],
  ['aliases', 'aliases'],
];

/** Where the title stands in a document without an H1: a plain one, and one with markup as markdown. */
export const TITLE_KEY = 'title';
export const TITLE_MARKDOWN_KEY = 'title_markdown';

/** One key of the frontmatter in the order of the document. */
export type FrontmatterField = readonly [key: string, value: FrontmatterValue];
