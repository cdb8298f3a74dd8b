import * as z from 'zod/mini';

const amount = z.number().check(z.gte(0));
const byType = z.optional(z.record(z.string(), amount));

/** The data of `journal_session_end`. */
export const sessionEndSchema = z.object({
  ended_at: z.string().check(z.refine((value) => !Number.isNaN(Date.parse(value)), 'no time')),
  duration_ms: amount,
  status: z.string(),
  reason: z.nullable(z.string()),
  summary: z.nullable(z.string()),
  ledger: z.nullable(
    z.object({
      emitted: amount,
      written: amount,
      skipped: amount,
      refused: amount,
      dropped: amount,
      skippedByType: byType,
      refusedByType: byType,
      droppedByType: byType,
    }),
  ),
  redactions: byType,
});

/** How a session ended, as it recorded it. */
export type SessionEnd = z.infer<typeof sessionEndSchema>;
