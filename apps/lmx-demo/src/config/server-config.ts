import * as z from 'zod';

/** `Load` threshold and the like: shares of the memory budget. */
const percent = z.number().min(1).max(100);

const logLevel = z
  .string()
  .transform((level) => level.toUpperCase())
  .pipe(z.enum(['DEBUG', 'INFO', 'WARNING', 'ERROR']));

/** The server's configuration file, in the spelling of LMX's. Every key may be left out. */
export const serverConfigSchema = z.strictObject({
  server: z
    .strictObject({
      host: z.string().min(1).default('127.0.0.1'),
      port: z.number().int().min(0).max(65_535).default(1234),
      /** Idle seconds after which the event feed sends a heartbeat. */
      sse_heartbeat_interval_sec: z.number().min(0.1).max(3_600).default(30),
      /** Seconds that requests under way are given when the server stops. */
      drain_timeout_sec: z.number().min(0).max(3_600).default(1),
    })
    .prefault({}),
  security: z
    .strictObject({
      profile: z.enum(['lan', 'cloud']).default('lan'),
      /** null: admin routes serve this machine only. */
      admin_key: z.string().min(1).nullable().default(null),
      /** null: everybody who reaches the server may chat. */
      inference_api_key: z.string().min(1).nullable().default(null),
    })
    .prefault({}),
  models: z
    .strictObject({
      /** Takes requests that name no model, and is loaded at the start. */
      default_model: z.string().min(1).nullable().default('opta-demo/ngram-2-tiny'),
      /** Idle seconds after which a model is unloaded; null: never. */
      keep_alive_sec: z.number().positive().nullable().default(1_800),
      downloads_enabled: z.boolean().default(true),
    })
    .prefault({}),
  memory: z
    .strictObject({
      budget_gb: z.number().positive().default(12),
      threshold_percent: percent.default(85),
      load_shedding_percent: percent.default(98),
    })
    .prefault({}),
  routing: z
    .strictObject({
      /** Names that clients may use for a model. */
      aliases: z.record(z.string(), z.string()).default({}),
    })
    .prefault({}),
  logging: z.strictObject({ level: logLevel.default('INFO') }).prefault({}),
  presets: z.strictObject({ enabled: z.boolean().default(false) }).prefault({}),
  /** Checked by the journal itself. */
  journaling: z.record(z.string(), z.unknown()).default({}),
});

export type ServerConfig = z.output<typeof serverConfigSchema>;
export type LogLevel = ServerConfig['logging']['level'];
