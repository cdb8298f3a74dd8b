import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { JournalRuntimeError } from '../errors.js';
import type { ConfigProblem } from './config-problem.js';
import { journalingConfigSchema } from './journaling-config.js';
import { loadJournalingConfig } from './load-journaling-config.js';

let folder: string;

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'journal-config-')));
});

afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

function fileOf(text: string, name = 'config.yaml'): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

function failureOf(action: () => unknown): JournalRuntimeError & { facts: { problems: ConfigProblem[] } } {
  try {
    action();
  } catch (error) {
    return error as JournalRuntimeError & { facts: { problems: ConfigProblem[] } };
  }
  throw new Error('nothing was thrown');
}

describe('defaults', () => {
  it('are the documented ones', () => {
    const config = loadJournalingConfig({
      environment: { USER: 'ann', OPTA_DEVICE: 'studio' },
      baseDirectory: folder,
    });
    expect(config).toMatchObject({
      enabled: true,
      sessionLogsDir: join(folder, '12-Session-Logs'),
      updateLogsDir: join(folder, 'updates'),
      timezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      author: 'ann',
      device: 'studio',
      eventJsonlEnabled: true,
      retentionMode: 'archive',
      retentionDays: 30,
      maxSessionLogs: 100,
      includeEvents: ['*'],
      excludeEvents: ['heartbeat'],
      durability: 'buffered',
      flushIntervalMs: 1_000,
      maxEventLogBytes: 256 * 1024 * 1024,
      dialect: 'lmx',
    });
    for (const key of ['fileMode', 'maxTotalBytes', 'minFreeBytes', 'retentionCompat'] as const) {
      expect(config[key]).toBeUndefined();
    }
    expect(readdirSync(folder)).toEqual([]);
  });

  it('come with the schema too', () => {
    expect(journalingConfigSchema.parse({ retention_days: 7, maxSessionLogs: 5 })).toMatchObject({
      enabled: true,
      sessionLogsDir: '12-Session-Logs',
      retentionDays: 7,
      maxSessionLogs: 5,
    });
  });

  it('can be loaded again without a change', () => {
    const once = loadJournalingConfig({
      environment: {},
      baseDirectory: folder,
      config: { file_mode: '0640' },
    });
    expect(loadJournalingConfig({ environment: {}, config: once })).toEqual(once);
  });
});

describe('sources', () => {
  it('takes `off` without quotes, which YAML 1.1 reads as false, for what it says', () => {
    const file = fileOf('journaling:\n  retention_mode: off\n');
    expect(loadJournalingConfig({ file, environment: {} }).retentionMode).toBe('off');
  });

  it('reads LMX’s block as YAML 1.1, among other blocks', () => {
    const file = fileOf(
      'server:\n  port: 1234\njournaling:\n  enabled: yes\n  author: null\n  timezone: Australia/Sydney\n  file_mode: 0640\n  exclude_events: [heartbeat, "quantize_*"]\n',
    );
    expect(
      loadJournalingConfig({ file, environment: { USERNAME: 'bob' }, baseDirectory: folder }),
    ).toMatchObject({
      enabled: true,
      author: 'bob',
      timezone: 'Australia/Sydney',
      fileMode: 0o640,
      excludeEvents: ['heartbeat', 'quantize_*'],
    });
  });

  it('reads the CLI’s object', () => {
    const file = fileOf(
      '{"journal":{"sessionLogsDir":"logs","timezone":"local","author":"Ann Lee"}}',
      'config.json',
    );
    expect(loadJournalingConfig({ file, environment: {}, baseDirectory: folder })).toMatchObject({
      sessionLogsDir: join(folder, 'logs'),
      timezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      author: 'Ann Lee',
    });
  });

  it.each([
    ['', 'nothing'],
    ['server: {}\n', 'no block'],
    ['journaling:\n', 'an empty block'],
  ])('takes the defaults from a file with %j (%s)', (text) => {
    expect(loadJournalingConfig({ file: fileOf(text), environment: {} })).toMatchObject({
      retentionDays: 30,
    });
  });

  it('lets an object beat the file, and the environment both', () => {
    const file = fileOf('journaling:\n  retention_days: 1\n  max_session_logs: 2\n  device: from-file\n');
    const environment = {
      LMX_JOURNALING__RETENTION_DAYS: '3',
      lmx_journaling__enabled: 'off',
      LMX_JOURNALING__EXCLUDE_EVENTS: 'heartbeat, quantize_*',
      LMX_JOURNALING__INCLUDE_EVENTS: '["model_*"]',
      LMX_JOURNALING__SERIES: '{"standard":{"ranges":[[1,99]]},"promotion":{"ranges":[[200,299]]}}',
      LMX_JOURNALING__AUTHOR: '',
      OPTA_DEVICE: 'from-environment',
      USER: 'ann',
    };
    expect(
      loadJournalingConfig({ file, config: { retention_days: 2, maxSessionLogs: 7 }, environment }),
    ).toMatchObject({
      retentionDays: 3,
      maxSessionLogs: 7,
      enabled: false,
      excludeEvents: ['heartbeat', 'quantize_*'],
      includeEvents: ['model_*'],
      series: { standard: { ranges: [[1, 99]] }, promotion: { ranges: [[200, 299]] } },
      author: 'ann',
      device: 'from-environment',
    });
    const own = { ...environment, LMX_JOURNALING__DEVICE: 'own' };
    expect(loadJournalingConfig({ file, environment: own }).device).toBe('own');
  });
});

describe('folders', () => {
  it('resolve at the root of the repository, from anywhere in it', () => {
    mkdirSync(join(folder, '.git'));
    const inside = join(folder, 'a', 'b');
    mkdirSync(inside, { recursive: true });
    const config = loadJournalingConfig({ baseDirectory: inside, environment: {} });
    expect(config.updateLogsDir).toBe(join(folder, 'updates'));
  });

  it('resolve in a worktree, whose .git is a file', () => {
    writeFileSync(join(folder, '.git'), 'gitdir: elsewhere\n');
    expect(loadJournalingConfig({ baseDirectory: folder, environment: {} }).updateLogsDir).toBe(
      join(folder, 'updates'),
    );
  });

  it('resolve at the configuration file’s folder outside a repository', () => {
    const working = join(folder, 'working');
    mkdirSync(working);
    vi.spyOn(process, 'cwd').mockReturnValue(working);
    const config = loadJournalingConfig({ file: fileOf('journaling: {}\n'), environment: {} });
    vi.restoreAllMocks();
    expect(config.sessionLogsDir).toBe(join(folder, '12-Session-Logs'));
  });

  it('resolve in the user’s state folder when started at / as a service', () => {
    vi.stubEnv('XDG_STATE_HOME', join(folder, 'state'));
    vi.spyOn(process, 'cwd').mockReturnValue('/');
    const config = loadJournalingConfig({ environment: {} });
    vi.restoreAllMocks();
    const place =
      process.platform === 'linux'
        ? join(folder, 'state', 'opta-journal')
        : expect.stringContaining('opta-journal');
    expect(config.sessionLogsDir).toEqual(
      process.platform === 'linux' ? join(place as string, '12-Session-Logs') : place,
    );
  });

  it('expand ~ and keep absolute ones', () => {
    const config = loadJournalingConfig({
      config: { session_logs_dir: '~/.opta-lmx/session-logs', update_logs_dir: join(folder, 'x') },
      environment: {},
    });
    expect(config.sessionLogsDir).toBe(join(homedir(), '.opta-lmx', 'session-logs'));
    expect(config.updateLogsDir).toBe(join(folder, 'x'));
  });
});

describe('a bad configuration', () => {
  it('names every key, value, line and the nearest valid one at once', () => {
    const file = fileOf(
      'server: {}\njournaling:\n  enabled: flase\n  retention_day: 7\n  timezone: Australia/Sidney\n  max_session_logs: 0\n  durability: bufferd\n  session_logs_dir: ""\n  include_events: model_*\n',
    );
    const environment = { LMX_JOURNALING__FLUSH_INTERVAL_MS: 'soon', LMX_JOURNALING__AUTOR: 'x' };
    const error = failureOf(() => loadJournalingConfig({ file, environment, config: { fileMode: 0o077 } }));
    expect(error.code).toBe('JOURNAL_RUNTIME_CONFIG_INVALID');
    const found = error.facts.problems.map(({ key, line, value, nearest }) => [key, line, value, nearest]);
    expect(found.sort()).toEqual(
      [
        ['autor', undefined, 'x', 'author'],
        ['durability', 7, 'bufferd', 'buffered'],
        ['enabled', 3, 'flase', 'false'],
        ['fileMode', undefined, 0o077, '"0600"'],
        ['flush_interval_ms', undefined, 'soon', undefined],
        ['include_events', 9, 'model_*', '["model_*"]'],
        ['max_session_logs', 6, 0, '1'],
        ['retention_day', 4, 7, 'retention_days'],
        ['session_logs_dir', 8, '', undefined],
        ['timezone', 5, 'Australia/Sidney', 'Australia/Sydney'],
      ].sort(),
    );
    expect(error.message).toContain(
      `${file}:5: timezone = "Australia/Sidney" is not a time zone; the nearest valid one is Australia/Sydney`,
    );
    expect(error.message).toContain(
      'LMX_JOURNALING__AUTOR: autor = "x" is not a known key; the nearest valid one is author',
    );
    expect(readdirSync(folder)).toEqual(['config.yaml']);
  });

  it.each([
    ['Sydney', 'Australia/Sydney'],
    ['america/new york', 'America/New_York'],
    ['Europe/Brelin', 'Europe/Berlin'],
  ])('finds the zone that %s means', (zone, nearest) => {
    const error = failureOf(() => loadJournalingConfig({ config: { timezone: zone }, environment: {} }));
    expect(error.facts.problems[0]?.nearest).toBe(nearest);
  });

  it('suggests keys in the spelling that was used', () => {
    const error = failureOf(() =>
      loadJournalingConfig({ config: { retentionDay: 1, session_log_dir: 'x' } as never, environment: {} }),
    );
    expect(error.facts.problems.map(({ nearest }) => nearest)).toEqual(['retentionDays', 'session_logs_dir']);
  });

  it('refuses one setting in two spellings', () => {
    const error = failureOf(() =>
      loadJournalingConfig({ config: { retention_days: 1, retentionDays: 2 }, environment: {} }),
    );
    expect(error.message).toContain('is also given as retention_days');
  });

  it.each([
    ['overlapping nothing', { standard: { ranges: [[9, 1]] } }],
    ['no range', { standard: { ranges: [] } }],
    ['an unknown field', { standard: { ranges: [[1, 9]], start: 1 } }],
    ['a text', 'standard'],
  ])('refuses series with %s', (_name, series) => {
    const error = failureOf(() =>
      loadJournalingConfig({ config: { series: series as never }, environment: {} }),
    );
    expect(error.facts.problems.every(({ key }) => key.startsWith('series'))).toBe(true);
  });

  it('refuses another user’s home folder', () => {
    const error = failureOf(() =>
      loadJournalingConfig({ config: { session_logs_dir: '~root/logs' }, environment: {} }),
    );
    expect(error.message).toContain('only ~ and ~/… expand');
  });

  it('refuses a block whose name is misspelled, where the defaults would silently apply', () => {
    const error = failureOf(() =>
      loadJournalingConfig({ file: fileOf('journalling:\n  enabled: false\n'), environment: {} }),
    );
    expect(error.facts.problems).toMatchObject([{ key: 'journalling', line: 1, nearest: 'journaling' }]);
  });

  it.each([
    ['two blocks', 'journal: {}\njournaling: {}\n'],
    ['a list as block', 'journaling: [1]\n'],
    ['a list', '- journaling\n'],
  ])('refuses %s', (_name, text) => {
    const error = failureOf(() => loadJournalingConfig({ file: fileOf(text), environment: {} }));
    expect(error.code).toBe('JOURNAL_RUNTIME_CONFIG_INVALID');
  });

  it('names line and column of what is not YAML', () => {
    const file = fileOf('journaling:\n  enabled: "yes\n');
    const error = failureOf(() => loadJournalingConfig({ file, environment: {} }));
    expect(error.code).toBe('JOURNAL_RUNTIME_CONFIG_UNREADABLE');
    expect(error.message).toMatch(/config\.yaml:\d+:\d+ is not valid YAML/);
  });

  it('names a file that is missing', () => {
    const error = failureOf(() => loadJournalingConfig({ file: join(folder, 'none.yaml'), environment: {} }));
    expect(error.code).toBe('JOURNAL_RUNTIME_CONFIG_UNREADABLE');
    expect(error.message).toContain('none.yaml');
    expect(error.cause).toMatchObject({ code: 'ENOENT' });
  });

  it.each([[42], ['enabled'], [[]]])('refuses %j as a configuration', (config) => {
    const error = failureOf(() => loadJournalingConfig({ config: config as never, environment: {} }));
    expect(error.message).toContain('is not an object of settings');
  });

  it('shows no control character of a hostile value', () => {
    const error = failureOf(() =>
      loadJournalingConfig({ config: { timezone: '\u001b[2J\u202eUTC\n# x' }, environment: {} }),
    );
    expect(error.message).not.toMatch(/[\u001b\u202e]/);
    expect(error.message.split('\n')).toHaveLength(2);
  });
});
