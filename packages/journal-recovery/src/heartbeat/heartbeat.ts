import * as z from 'zod/mini';
import { MAX_INTERVAL_MS, MIN_INTERVAL_MS } from '../constants.js';

const amount = z.number().check(z.gte(0));

/** A sign of life of a running session, as it stands in its file. */
export const heartbeatSchema = z.object({
  session: z.string(),
  /** Epoch milliseconds by the runtime's clock. */
  time: amount,
  /** Milliseconds since the session began, from a clock that never jumps. */
  elapsed_ms: amount,
  /** Number of the last record that the runtime accepted. */
  sequence: amount,
  /** Milliseconds until the next one. */
  interval_ms: z.number().check(z.gte(MIN_INTERVAL_MS), z.lte(MAX_INTERVAL_MS)),
  /** Bytes of memory of the process. */
  rss: amount,
  heap_used: amount,
  heap_limit: amount,
});

export type Heartbeat = z.infer<typeof heartbeatSchema>;
