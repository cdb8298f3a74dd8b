/** An event as hosts send it: ours, or LMX's as it is. */
export type JournalEvent =
  | {
      /** Such as `model_loaded`; at most 256 characters, not beginning with `journal_`. */
      type: string;
      data?: unknown;
      /** When it happened: a Date, epoch milliseconds or an ISO text. Default: now. */
      time?: Date | number | string;
    }
  | {
      event_type: string;
      data?: unknown;
      /** Unix seconds, as LMX sends them, or an ISO text. Default: now. */
      timestamp?: Date | number | string;
      /** Unix seconds; stronger than `timestamp`. */
      timestamp_unix?: number;
    };

/** An event that was accepted, as subscribers get it. */
export interface JournalRecord {
  /** Identifier of the session. */
  session: string;
  /** Its number in the event log, from 1; absent while the event log is still being opened. */
  seq?: number;
  type: string;
  /** What stands in the event log. Shared by all listeners: not to be changed. */
  data: unknown;
  /** Epoch milliseconds. */
  time: number;
}
