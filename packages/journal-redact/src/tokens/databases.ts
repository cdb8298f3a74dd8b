import { alphanumeric, base64, hex, word } from './character-runs.js';
import type { TokenTable } from './token-rule.js';

/** Databases, warehouses and what moves data between them. */
export const DATABASES: TokenTable = {
  Supabase: [
    { kind: 'supabase-token', starts: ['sbp_', 'sbp_oauth_'], rest: hex(26), needsBorder: true },
    { kind: 'supabase-secret-key', starts: ['sb_secret_'], rest: word(16), needsBorder: true },
  ],
  PlanetScale: [
    { kind: 'planetscale-token', starts: ['pscale_tkn_', 'pscale_oauth_'], rest: '[A-Za-z0-9_=-]{24,80}' },
    { kind: 'planetscale-password', starts: ['pscale_pw_'], rest: '[A-Za-z0-9_=-]{24,80}' },
  ],
  Neon: [{ kind: 'neon-key', starts: ['napi_'], rest: alphanumeric(40), needsBorder: true }],
  Databricks: [
    {
      kind: 'databricks-token',
      starts: ['dapi', 'dose', 'dkea'],
      rest: '[a-f0-9]{22,40}(?:-[0-9])?',
      needsBorder: true,
    },
  ],
  Snowflake: [
    {
      kind: 'snowflake-token',
      starts: ['ver:1-hint:', 'ver:2-hint:', 'ver:3-hint:', 'ver%3A1-hint%3A', 'ver%3A3-hint%3A'],
      rest: base64(40, 4096),
    },
  ],
  CockroachDB: [{ kind: 'cockroachdb-key', starts: ['CCDB1_'], rest: '[A-Za-z0-9_]{40,80}' }],
  'MongoDB Atlas': [{ kind: 'mongodb-service-secret', starts: ['mdb_sa_sk_'], rest: word(26) }],
  Aiven: [{ kind: 'aiven-password', starts: ['AVNS_'], rest: word(12) }],
  ClickHouse: [
    {
      kind: 'clickhouse-key',
      starts: ['4b1d'],
      rest: alphanumeric(28, 40),
      needsBorder: true,
      mustLookRandom: true,
    },
  ],
  Confluent: [
    {
      kind: 'confluent-secret',
      starts: ['cflt'],
      rest: base64(40, 80),
      needsBorder: true,
      mustLookRandom: true,
    },
  ],
  Backblaze: [
    {
      kind: 'backblaze-key',
      starts: ['K00'],
      rest: '[A-Za-z0-9+/%]{22,40}',
      needsBorder: true,
      mustLookRandom: true,
    },
  ],
  dbt: [{ kind: 'dbt-token', starts: ['dbtc_', 'dbtu_'], rest: word(28), needsBorder: true }],
  Prefect: [{ kind: 'prefect-key', starts: ['pnu_', 'pnb_'], rest: alphanumeric(24), needsBorder: true }],
  'Elastic Cloud': [{ kind: 'elastic-key', starts: ['essu_'], rest: base64(40), needsBorder: true }],
  pganalyze: [
    { kind: 'pganalyze-key', starts: ['pgar_', 'pgak_'], rest: alphanumeric(18), needsBorder: true },
  ],
};
