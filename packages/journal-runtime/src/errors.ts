/** code → what it means and what to do. Codes are never renamed and never used for something else. */
export const JOURNAL_RUNTIME_ERRORS = {
  JOURNAL_RUNTIME_CONFIG_INVALID: {
    meaning: 'The configuration has unknown keys or values that cannot be used.',
    fix: 'Change every key that the message lists; nothing was created.',
  },
  JOURNAL_RUNTIME_CONFIG_UNREADABLE: {
    meaning: 'The configuration file is missing, cannot be read, or is not YAML.',
    fix: 'Check the path and its permissions, and mend the line that the message names.',
  },
  JOURNAL_RUNTIME_DISABLED: {
    meaning: 'Journaling is switched off by the configuration, so nothing is written.',
    fix: 'Set `enabled: true` (or LMX_JOURNALING__ENABLED=true) to write logs.',
  },
  JOURNAL_RUNTIME_FOLDER_UNUSABLE: {
    meaning: 'A log folder cannot be created or written.',
    fix: 'Make the folder writable or choose another one in the configuration; writing then starts by itself.',
  },
  JOURNAL_RUNTIME_NOT_STARTED: {
    meaning: 'A session was to be finished that was never started.',
    fix: 'Call start() before finalize().',
  },
  JOURNAL_RUNTIME_FINALIZED: {
    meaning: 'The session is finished; one runtime journal records one session.',
    fix: 'Create another runtime journal for another session.',
  },
  JOURNAL_RUNTIME_PUBLISH_FAILED: {
    meaning: 'The session log or update log could not be written.',
    fix: 'Mend what the message names and call the method again.',
  },
  JOURNAL_RUNTIME_WRITE_FAILED: {
    meaning: 'The event log cannot be written at the moment; events wait in memory up to a bound.',
    fix: 'Free space on the disk or make the folder writable; writing resumes by itself.',
  },
  JOURNAL_RUNTIME_FINALIZE_SLOW: {
    meaning: 'The session log was not finished within the time that a process has after a signal.',
    fix: 'Look whether the disk answers; the events written so far are in the event log.',
  },
  JOURNAL_RUNTIME_BUS_UNKNOWN: {
    meaning: 'bind() was given something that is no event bus, or options that do not fit it.',
    fix: 'Pass an EventEmitter, an EventTarget, an async iterable or an object with subscribe().',
  },
  JOURNAL_RUNTIME_BUS_FAILED: {
    meaning: 'An event bus threw, so the journal no longer hears it.',
    fix: 'Mend the bus and bind it again.',
  },
  JOURNAL_RUNTIME_FEED_INVALID: {
    meaning: 'bindEventFeed() was given a URL or options that cannot be used.',
    fix: 'Change everything that the message lists.',
  },
  JOURNAL_RUNTIME_FEED_CLOSED: {
    meaning: 'Somebody wanted to listen to an event feed that is closed.',
    fix: 'Call bindEventFeed() again for another feed.',
  },
  JOURNAL_RUNTIME_FEED_DISCONNECTED: {
    meaning: 'The event feed of a server cannot be reached, or the connection to it broke.',
    fix: 'Start the server, or mend the way to it; the feed connects again by itself.',
  },
  JOURNAL_RUNTIME_FEED_REFUSED: {
    meaning: 'A server answers, but gives no event feed.',
    fix: 'Give the key and the URL that the message asks for to another bindEventFeed().',
  },
  JOURNAL_RUNTIME_FEED_FRAME_INVALID: {
    meaning: 'A frame of an event feed is no JSON or too long, and was left out.',
    fix: 'See what the server sends; `status().invalidFrames` counts such frames.',
  },
  JOURNAL_RUNTIME_NOTE_INVALID: {
    meaning: 'A note has an unknown kind or no text.',
    fix: 'Use one of the kinds that the message lists, with a text that is not empty.',
  },
  JOURNAL_RUNTIME_UPDATE_LOG_INVALID: {
    meaning: 'The input of an update log has missing, unknown or unusable fields.',
    fix: 'Change every field that the message lists; no number was taken.',
  },
  JOURNAL_RUNTIME_SESSION_LOG_INVALID: {
    meaning: 'The chat of a session log has missing, unknown or unusable fields.',
    fix: 'Change every field that the message lists; nothing was written.',
  },
  JOURNAL_RUNTIME_FAN_OUT_INVALID: {
    meaning: 'The targets of a fan-out or its id cannot be used.',
    fix: 'Change everything that the message lists; nothing was written.',
  },
  JOURNAL_RUNTIME_LISTENER_FAILED: {
    meaning: 'A listener given to subscribe() threw.',
    fix: 'Mend the listener; the journal went on without it.',
  },
  JOURNAL_RUNTIME_RETENTION_HELD: {
    meaning:
      'Old sessions could go, and nothing was touched: a person has to look first, or the clock seems wrong.',
    fix: 'Look at `store.planRetention()`; then accept it with `store.acceptRetention(plan)`, set `retention_mode: off`, or set the clock.',
  },
  JOURNAL_RUNTIME_REDACTION_FAILED: {
    meaning:
      'The search for secrets failed on an event or a text; its content was left out, the event is recorded.',
    fix: 'Look at the cause; look at your own redaction rules, and please report it if it comes from the journal itself.',
  },
  JOURNAL_RUNTIME_UNEXPECTED: {
    meaning: 'The journal met an error that it has no other code for, and contained it.',
    fix: 'Look at the cause; please report it if it comes from the journal itself.',
  },
} as const;

export type JournalRuntimeErrorCode = keyof typeof JOURNAL_RUNTIME_ERRORS;

/** Every error of this package; `fix` says what to do, `facts` carries the values. */
export class JournalRuntimeError extends Error {
  override readonly name = 'JournalRuntimeError';
  readonly fix: string;

  constructor(
    readonly code: JournalRuntimeErrorCode,
    message: string,
    readonly facts: Readonly<Record<string, unknown>> = {},
    options: ErrorOptions & { fix?: string } = {},
  ) {
    super(message, options);
    this.fix = options.fix ?? JOURNAL_RUNTIME_ERRORS[code].fix;
  }
}
