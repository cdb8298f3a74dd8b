import type { CodedError } from '../runtime-journal.js';

export interface EventFeedStatus {
  /** `idle`: nobody listens. `waiting`: not connected; it is tried again after a pause. */
  state: 'idle' | 'connecting' | 'connected' | 'waiting' | 'closed';
  /** Without credentials and query. */
  url: string;
  /** Events that the server sent and that were handed over. */
  events: number;
  /** Frames that came again after a reconnection and were left out. */
  duplicates: number;
  /** Frames that could not be read. */
  invalidFrames: number;
  /** Times without a connection that the server did not make up for, and gaps that it told of. */
  gaps: number;
  /** Events in these gaps, as far as the server knew how many. */
  missed: number;
  /** Begin of the present time without a connection, in epoch milliseconds. */
  disconnectedSince?: number;
  /** Where a reconnection resumes. */
  lastEventId?: string;
  lastError?: CodedError;
}
