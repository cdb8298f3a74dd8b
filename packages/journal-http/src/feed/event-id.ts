/** A place in what the journal has recorded: after the record with this number of this session. */
export interface FeedCursor {
  session: string;
  /** 0: before the first record. */
  seq: number;
}

/** What a session is called; other texts could end the line of an id. */
const SESSION = /^[\w.-]{1,100}$/;
const EVENT_ID = /^([\w.-]{1,100}):(\d{1,15})$/;

export function isSessionName(text: unknown): text is string {
  return typeof text === 'string' && SESSION.test(text);
}

export function formatEventId({ session, seq }: FeedCursor): string {
  return `${session}:${seq}`;
}

/** @returns undefined for what is no `session:seq` */
export function safeParseEventId(id: string): FeedCursor | undefined {
  const match = EVENT_ID.exec(id);
  return match === null ? undefined : { session: match[1] as string, seq: Number(match[2]) };
}
