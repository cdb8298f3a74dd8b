import * as z from 'zod/mini';

const instant = z.pipe(
  z.string(),
  z.transform((text) => Date.parse(text)),
);
const time = z.pipe(instant, z.number());

/** What a session said of itself when it began: the data of `journal_session_start`, as far as it is counted. */
export const sessionStartSchema = z.object({ device: z.string(), model: z.string(), started_at: time });
export type SessionStart = z.infer<typeof sessionStartSchema>;

/** How it ended: the data of `journal_session_end`. */
export const sessionEndSchema = z.object({
  ended_at: time,
  duration_ms: z.number().check(z.gte(0)),
  status: z.string(),
});
export type SessionEnd = z.infer<typeof sessionEndSchema>;
