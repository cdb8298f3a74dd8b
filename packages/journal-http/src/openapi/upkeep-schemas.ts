import * as z from 'zod';

const held = z.object({ reason: z.string(), message: z.string() }).optional();

export const retentionPlan = z
  .object({
    id: z.string().meta({ description: 'Names this plan when it is applied' }),
    mode: z.enum(['archive', 'delete', 'off']),
    planned_at: z.number().meta({ description: 'Epoch milliseconds' }),
    units: z.array(
      z.object({
        folder: z.enum(['sessions', 'updates']),
        filename: z.string(),
        date: z.string(),
        reason: z.enum(['age', 'count', 'size', 'free-space']),
        files: z.array(
          z.object({ filename: z.string(), size: z.int(), inode: z.string(), modified_ns: z.string() }),
        ),
      }),
    ),
    bytes: z.int(),
    total: z.int().meta({ description: 'Finished sessions that there are' }),
    kept: z.array(z.object({ filename: z.string(), reason: z.string() })),
    held,
  })
  .meta({ id: 'RetentionPlan' });

export const retentionResult = z
  .object({
    done: z.array(z.string()).meta({ description: 'Names of what was archived or deleted' }),
    bytes: z.int(),
    skipped: z.array(z.object({ filename: z.string(), reason: z.string(), error: z.string().optional() })),
    held,
  })
  .meta({ id: 'RetentionResult' });

export const finding = z
  .object({
    id: z.string().meta({ description: 'Names this finding when it is repaired' }),
    code: z.string(),
    severity: z.string(),
    files: z.array(z.string()),
    facts: z.unknown(),
    message: z.string(),
    fix: z.string(),
  })
  .meta({ id: 'Finding' });

export const repairReport = z
  .looseObject({
    done: z.array(z.unknown()).optional(),
    failed: z.array(z.unknown()).optional(),
    unresolved: z.array(z.unknown()).optional(),
  })
  .meta({ id: 'RepairReport', description: 'What the doctor reports' });

export const health = z
  .object({
    status: z.enum(['ok', 'degraded']),
    journal: z
      .looseObject({ state: z.string().optional(), session: z.string().optional() })
      .nullable()
      .meta({ description: 'Status of the running journal; null where none runs' }),
    parts: z.record(z.string(), z.boolean()).meta({ description: 'What this API has' }),
    read_only: z.boolean(),
    feed_clients: z.int(),
  })
  .meta({ id: 'Health' });
