import type { ReadRecord } from '../read-record.js';

/** What following gives: records, and what is to be said of the logs. */
export type Followed = { kind: 'record'; record: ReadRecord } | { kind: 'notice'; text: string };
