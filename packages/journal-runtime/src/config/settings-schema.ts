import { isTimeZone, listTimeZones, systemTimeZone } from '@opta/journal-format';
import { DEFAULT_SERIES, defineSeries, JournalIdsError } from '@opta/journal-ids';
import { createRedactor, JournalRedactError, type RedactionPolicy } from '@opta/journal-redact';
import * as z from 'zod';
import { DEFAULT_EXCLUDED_EVENTS } from '../constants.js';
import { environmentUser, hostDevice } from './environment-defaults.js';
import { nearestZone } from './nearest.js';

const folder = z
  .string()
  .min(1)
  .refine((path) => !path.includes('\0'), 'contains a NUL character')
  .refine((path) => !/^~[^/\\]/.test(path), 'names another user’s home folder; only ~ and ~/… expand');

const label = z.string().trim().min(1);

const typePatterns = z.array(z.string().min(1)).readonly();

const timeZone = z
  .string()
  .nullish()
  .transform((zone, context) => {
    if (zone === undefined || zone === null || zone === 'local') return systemTimeZone();
    if (isTimeZone(zone)) return zone;
    context.issues.push({
      code: 'custom',
      input: zone,
      message: 'is not a time zone',
      params: { nearest: nearestZone(zone, listTimeZones()) },
    });
    return z.NEVER;
  });

const fileMode = z
  .union([z.number(), z.string()])
  .nullish()
  .transform((mode, context) => {
    if (mode === undefined || mode === null) return undefined;
    const bits = typeof mode === 'number' ? mode : octal(mode);
    if (Number.isInteger(bits) && bits >= 0 && bits <= 0o777 && (bits & 0o600) === 0o600) return bits;
    context.issues.push({
      code: 'custom',
      input: mode,
      message: 'is not a file mode between 0600 and 0777 that lets its owner read and write',
      params: { nearest: '"0600"' },
    });
    return z.NEVER;
  });

const series = z
  .record(
    z.string(),
    z.strictObject({ ranges: z.array(z.tuple([z.number().int(), z.number().int()])).min(1) }),
  )
  .default(() => structuredClone(DEFAULT_SERIES) as never)
  .superRefine((definition, context) => {
    try {
      defineSeries(definition);
    } catch (error) {
      if (!(error instanceof JournalIdsError)) throw error;
      for (const problem of error.facts.problems as string[]) {
        context.issues.push({ code: 'custom', input: definition, message: `cannot be used: ${problem}` });
      }
    }
  });

const texts = z.array(z.string()).readonly();

const redaction = z
  .strictObject({
    keys: texts.optional(),
    rules: z
      .array(z.strictObject({ kind: z.string(), starts: texts, rest: z.string() }))
      .readonly()
      .optional(),
    allow: z
      .strictObject({
        keys: texts.optional(),
        patterns: z
          .array(z.union([z.string(), z.instanceof(RegExp)]))
          .readonly()
          .optional(),
        kinds: texts.optional(),
      })
      .optional(),
  })
  .default({})
  .superRefine((policy, context) => {
    try {
      createRedactor(policy as RedactionPolicy);
    } catch (error) {
      if (!(error instanceof JournalRedactError)) throw error;
      for (const mistake of error.facts.mistakes as string[]) {
        context.issues.push({ code: 'custom', input: policy, message: `cannot be used: ${mistake}` });
      }
    }
  })
  .transform((policy) => policy as RedactionPolicy);

/** The settings under their camelCase names, with their defaults. */
export const settingsSchema = z.strictObject({
  /** Whether anything is written at all. Default true. */
  enabled: z.boolean().default(true),
  /** Folder of session logs and event logs. Default `12-Session-Logs` at the repository root. */
  sessionLogsDir: folder.default('12-Session-Logs'),
  /** Folder of update logs. Default `updates` at the repository root. */
  updateLogsDir: folder.default('updates'),
  /** IANA time zone of names and times; `local` or null is the system's, which is the default. */
  timezone: timeZone,
  /** Author of update logs and user of sessions. Default: the environment's user. */
  author: label.nullish().transform((author) => author ?? environmentUser(process.env)),
  /** Label of this machine. Default: OPTA_DEVICE, else the host name's slug. */
  device: label.nullish().transform((device) => device ?? hostDevice(process.env)),
  /** Whether every event is written to an event log. Default true. */
  eventJsonlEnabled: z.boolean().default(true),
  /** What becomes of sessions beyond the limits below: `archive` (default), `delete`, or nothing with `off`. */
  retentionMode: z.enum(['archive', 'delete', 'off']).default('archive'),
  /** Days after which a session goes, by the date in its name. Default 30. */
  retentionDays: z.number().int().min(1).max(36_500).default(30),
  /** Finished sessions that stay. Default 100. */
  maxSessionLogs: z.number().int().min(1).max(1_000_000).default(100),
  /** Bytes that finished sessions may take, the archive not counted. Default: no limit. */
  maxTotalBytes: z
    .number()
    .int()
    .min(1)
    .nullish()
    .transform((bytes) => bytes ?? undefined),
  /** Bytes that must be free on the disk. Default: no limit. */
  minFreeBytes: z
    .number()
    .int()
    .min(1)
    .nullish()
    .transform((bytes) => bytes ?? undefined),
  /** `lmx`: the rules of Opta LMX, by the time of each file's last change. Default: none. */
  retentionCompat: z
    .enum(['lmx'])
    .nullish()
    .transform((compat) => compat ?? undefined),
  /** Event types to record; `*` stands for any characters. Default all. */
  includeEvents: typePatterns.default(['*']),
  /** Event types to leave out, stronger than `includeEvents`. Default `heartbeat`. */
  excludeEvents: typePatterns.default([...DEFAULT_EXCLUDED_EVENTS]),
  /** `buffered` (default) hands events to the system within `flushIntervalMs`; `durable` syncs each batch. */
  durability: z.enum(['buffered', 'durable']).default('buffered'),
  /** Longest time in milliseconds that a buffered event waits in memory. Default 1000. */
  flushIntervalMs: z.number().int().min(1).max(60_000).default(1_000),
  /** Bytes after which an event log goes on in another segment. Default 256 MiB. */
  maxEventLogBytes: z
    .number()
    .int()
    .min(64 * 1024)
    .max(64 * 1024 ** 3)
    .default(256 * 1024 * 1024),
  /** Further secrets by name (`keys`) and shape (`rules`), and what is let through (`allow`). Default: none. */
  redaction,
  /** Whether prompts, messages and completions in events are written. Default false: only how long they were. */
  journalContent: z.boolean().default(false),
  /** Mode of the files, as a number or an octal string. Default 0600, 0660 in a group-writable folder. */
  fileMode,
  /** Number series of update logs. Default standard 1-199 and promotion 200-999. */
  series,
  /** `lmx` (default) or `cli`: how the documents are spelled. */
  dialect: z.enum(['lmx', 'cli']).default('lmx'),
});

export type Settings = z.output<typeof settingsSchema>;

export type SettingName = keyof typeof settingsSchema.shape;

export const SETTING_NAMES = Object.keys(settingsSchema.shape) as SettingName[];

function octal(text: string): number {
  return /^(0o?)?[0-7]{3}$/.test(text) ? Number.parseInt(text.slice(-3), 8) : Number.NaN;
}
