import * as z from 'zod';

const epochMs = z.number().meta({ description: 'Epoch milliseconds' });
const isoTime = z.string().meta({ format: 'date-time' });
const month = z
  .string()
  .meta({ description: 'Month of the archive in which it is, YYYY-MM; absent for a live log' });
const severity = z.enum(['info', 'warning', 'error', 'critical']);
const count = z.int().min(0);
const byName = z.record(z.string(), z.int());

export const problem = z
  .looseObject({
    detail: z.string().meta({ description: 'What is wrong and what to do' }),
    code: z.string().optional().meta({ description: 'Code of the journal’s error, where there is one' }),
  })
  .meta({ id: 'Problem' });

const entry = {
  filename: z.string(),
  size_bytes: z.int().meta({ description: 'On the disk; an archived event log is compressed' }),
  created_at: isoTime,
  modified_at: isoTime,
  date: z.string().optional().meta({ format: 'date' }),
  frontmatter: z.record(z.string(), z.unknown()),
  readable: z.boolean().meta({ description: 'Whether the frontmatter could be read' }),
  reason: z.string().optional().meta({ description: 'Why it could not' }),
  archived: month.optional(),
};

export const sessionLogEntry = z
  .looseObject({
    ...entry,
    kind: z.enum(['session', 'events', 'other']),
    time: z.string().optional(),
    device: z.string().optional(),
    user: z.string().optional(),
    model: z.string().optional(),
    duration: z.string().optional(),
    session: z.string().optional(),
    status: z.string().optional().meta({ description: 'How the session ended' }),
    event_log: z.string().optional(),
    segments: z.array(z.string()).optional(),
  })
  .meta({ id: 'SessionLogEntry' });

export const updateLogEntry = z
  .looseObject({
    ...entry,
    kind: z.enum(['update', 'other']),
    id: z.string().optional(),
    number: z.int().optional(),
    author: z.string().optional(),
    category: z.string().optional(),
    commit: z.string().optional(),
    failed_steps: count.optional().meta({ description: 'Of the steps in its first 4 KiB; absent for none' }),
  })
  .meta({ id: 'UpdateLogEntry' });

export const writtenUpdateLog = z
  .object({ id: z.string(), number: z.int(), filename: z.string() })
  .meta({ id: 'WrittenUpdateLog' });

export const eventLine = z
  .looseObject({
    data: z.unknown(),
    event_type: z.string(),
    timestamp: z.string(),
    timestamp_unix: z.number().nullable().meta({ description: 'Seconds' }),
    seq: z.int().optional(),
  })
  .meta({
    id: 'EventLine',
    description: 'One line; records of the journal’s own have types that begin with journal_',
  });

export const searchPage = z
  .object({
    hits: z.array(
      z.object({
        kind: z.enum(['session', 'update', 'event']),
        filename: z.string(),
        archived: month.optional(),
        at: epochMs,
        title: z.string(),
        section: z.string().optional(),
        session: z.string().optional(),
        seq: z.int().optional(),
        type: z.string().optional(),
        severity: severity.optional(),
        snippet: z.string(),
        marks: z
          .array(z.array(z.int()).length(2))
          .meta({ description: 'In the snippet, UTF-16 offsets [from, to)' }),
        target: z.string().meta({ description: 'filename#section, or filename#seq=n' }),
      }),
    ),
    next: z.string().optional().meta({ description: '`cursor` of the next page; absent on the last one' }),
    mode: z.enum(['index', 'scan']),
    notes: z.array(z.string()).meta({ description: 'What could not be read, for people' }),
  })
  .meta({ id: 'SearchPage' });

const tokens = z.object({ prompt: count, completion: count, total: count });
const group = {
  runtimes: count,
  uptime_ms: z.number(),
  crashes: count,
  events: count,
  requests: count,
  failures: count,
  tokens,
};

export const statistics = z
  .looseObject({
    total: z.looseObject({ ...group, running: count, by_status: byName }),
    models: z.array(
      z.looseObject({
        model: z.string(),
        loads: count,
        unloads: count,
        load_failures: count,
        loaded_ms: z.number(),
        requests: count,
        failed_requests: count,
        tokens,
        latency_ms: z
          .looseObject({ count, p50: z.number(), p95: z.number(), p99: z.number() })
          .optional()
          .meta({ description: 'Of completed requests, as far as event logs tell' }),
      }),
    ),
    failures: z.array(
      z.looseObject({ type: z.string(), count, last_at: epochMs, last_message: z.string().optional() }),
    ),
    days: z.array(z.looseObject({ ...group, date: z.string() })),
    devices: z.array(z.looseObject({ ...group, device: z.string() })),
    notes: z.array(z.string()),
  })
  .meta({ id: 'Statistics' });
