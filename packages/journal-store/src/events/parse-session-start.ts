const STARTED = /^- Started: (\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2})/m;
const TOTAL = /^- Total events: (\d+)/m;

/** What the text of an old session log says of its event log. */
export interface SessionStart {
  /** `YYYY-MM-DD` */
  date?: string;
  /** `HH:MM:SS` */
  time?: string;
  /** How many events there were. */
  events?: number;
}

/** The start to the second and the number of events, as the original journal writes them into a session log. */
export function parseSessionStart(text: string): SessionStart {
  const [, date, time] = STARTED.exec(text) ?? [];
  const total = TOTAL.exec(text)?.[1];
  return {
    ...(date === undefined || time === undefined ? {} : { date, time }),
    ...(total === undefined ? {} : { events: Number(total) }),
  };
}
