/** An event log of 24 February 2026. */
export const EVENT_LOG = '2026-02-24-100000-studio-events.jsonl';

/** The session log of the same session. */
export const SESSION_LOG = '2026-02-24-1000-studio-runtime-session.md';
