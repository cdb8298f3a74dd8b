import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeTemporaryFolder } from 'test-kit/vitest';
import { describe, expect, it } from 'vitest';
import { explainJournalingConfig } from './explain-journaling-config.js';
import { loadJournalingConfig } from './load-journaling-config.js';

function settingsOf(options: Parameters<typeof explainJournalingConfig>[0]) {
  return Object.fromEntries(explainJournalingConfig(options).map(({ name, ...setting }) => [name, setting]));
}

describe('explainJournalingConfig', () => {
  it('says of each setting which source gave it, the strongest one', () => {
    const folder = makeTemporaryFolder();
    const file = join(folder, 'config.yaml');
    writeFileSync(file, 'journaling:\n  timezone: UTC\n  retention_days: 7\n  maxSessionLogs: 5\n');
    const settings = settingsOf({
      file,
      config: { retention_days: 8, dialect: 'cli' },
      environment: { USER: 'ann', LMX_JOURNALING__MAX_SESSION_LOGS: '6', OPTA_DEVICE: 'studio' },
      baseDirectory: folder,
    });
    expect(settings).toMatchObject({
      timezone: { key: 'timezone', value: 'UTC', origin: 'file', place: file, line: 2 },
      maxSessionLogs: {
        key: 'max_session_logs',
        value: 6,
        origin: 'environment',
        place: 'LMX_JOURNALING__MAX_SESSION_LOGS',
      },
      device: { value: 'studio', origin: 'environment', place: 'OPTA_DEVICE' },
      sessionLogsDir: { value: join(folder, '12-Session-Logs'), origin: 'default' },
    });
    expect(settings.retentionDays).toEqual({ key: 'retention_days', value: 8, origin: 'object' });
    expect(settings.author).toEqual({ key: 'author', value: 'ann', origin: 'default' });
    expect(settings.fileMode).toEqual({ key: 'file_mode', value: undefined, origin: 'default' });
  });

  it('takes an author that is null for the default, as LMX means it', () => {
    const settings = settingsOf({
      config: { author: null, device: null },
      environment: { USER: 'ann' },
      baseDirectory: makeTemporaryFolder(),
    });
    expect(settings.author).toEqual({ key: 'author', value: 'ann', origin: 'default' });
    expect(settings.device).toMatchObject({ origin: 'default' });
  });

  it('gives exactly the configuration that is loaded', () => {
    const options = {
      config: { file_mode: '0640', redaction: { keys: ['door_code'] } },
      environment: {},
      baseDirectory: makeTemporaryFolder(),
    };
    const values = explainJournalingConfig(options).map(({ name, value }) => [name, value]);
    expect(Object.fromEntries(values)).toEqual(loadJournalingConfig(options));
  });
});
