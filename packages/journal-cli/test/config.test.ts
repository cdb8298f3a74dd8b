import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeTemporaryFolder } from 'test-kit/vitest';
import { describe, expect, it } from 'vitest';
import { runCommand } from './support/run-command.js';

function makeRepository(config?: string): string {
  const root = makeTemporaryFolder();
  mkdirSync(join(root, '.git'));
  if (config !== undefined) writeFileSync(join(root, 'opta-journal.yaml'), config);
  return root;
}

const ENVIRONMENT = { LMX_JOURNALING__MAX_SESSION_LOGS: '6', OPTA_DEVICE: 'stu\u001b[31mdio' };

describe('config show', () => {
  it('tells of each setting where it comes from', async () => {
    const cwd = makeRepository('journaling:\n  retention_days: 7\n  file_mode: "0640"\n');
    const { exitCode, stdout } = await runCommand(['config', 'show', '--sessions-dir', 'here', '--json'], {
      cwd,
      env: ENVIRONMENT,
    });
    expect(exitCode).toBe(0);
    const { settings, ...rest } = JSON.parse(stdout);
    const file = join(cwd, 'opta-journal.yaml');
    expect(rest).toEqual({ schema: 'opta-journal.config', version: 1, file });
    const byKey = Object.fromEntries(settings.map(({ key, ...each }: { key: string }) => [key, each]));
    expect(byKey).toMatchObject({
      session_logs_dir: {
        value: join(cwd, 'here'),
        from: 'command line',
        place: '--sessions-dir',
        line: null,
      },
      update_logs_dir: { value: join(cwd, 'updates'), from: 'default', place: null, line: null },
      retention_days: { value: 7, from: 'file', place: file, line: 2 },
      file_mode: { value: '0640', from: 'file', place: file, line: 3 },
      max_session_logs: { value: 6, from: 'environment', place: 'LMX_JOURNALING__MAX_SESSION_LOGS' },
      author: { value: 'ann', from: 'default' },
      max_total_bytes: { value: null, from: 'default' },
    });
  });

  it('is readable, with nothing that a terminal would obey', async () => {
    const { stdout } = await runCommand(['config', 'show'], { cwd: makeRepository(), env: ENVIRONMENT });
    expect(stdout).toMatch(/^device +stu\\u001b\[31mdio +environment: OPTA_DEVICE$/m);
    expect(stdout).toMatch(/^retention_days +30 +default$/m);
    expect(stdout).not.toContain('\u001b');
  });
});

describe('config check', () => {
  const MISTAKES =
    'journaling:\n  retention_day: 7\n  timezone: Sydney\n  max_session_logs: 0\n  admin_key: abc\n';

  it('finds every mistake of a file at once, each with its line and the nearest valid one', async () => {
    const cwd = makeRepository();
    const file = join(cwd, 'lmx.yaml');
    writeFileSync(file, MISTAKES);
    const { exitCode, stdout, stderr } = await runCommand(['config', 'check', 'lmx.yaml'], {
      cwd,
      env: { LMX_JOURNALING__RETENTION_DAYS: 'never' },
    });
    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: '' });
    expect(stdout.split('\n')).toEqual([
      `${file}:2: retention_day = 7 is not a known key; the nearest valid one is retention_days`,
      expect.stringMatching(/:5: admin_key = "\[redacted.*\]" is not a known key/),
      `${file}:3: timezone = "Sydney" is not a time zone; the nearest valid one is Australia/Sydney`,
      `${file}:4: max_session_logs = 0 is too small; the nearest valid one is 1`,
      '',
    ]);
  });

  it('checks what is in force here, with the environment', async () => {
    const cwd = makeRepository('journaling:\n  retention_days: 7\n');
    const good = await runCommand(['config', 'check'], { cwd });
    expect(good).toEqual({
      exitCode: 0,
      stdout: '',
      stderr: `${join(cwd, 'opta-journal.yaml')} has no mistakes.\n`,
    });
    const { exitCode, stdout } = await runCommand(['config', 'check', '--json'], {
      cwd,
      env: { LMX_JOURNALING__RETENTION_DAYS: 'never' },
    });
    expect(exitCode).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      schema: 'opta-journal.config-check',
      file: join(cwd, 'opta-journal.yaml'),
      problems: [
        { source: 'LMX_JOURNALING__RETENTION_DAYS', line: null, key: 'retention_days', value: 'never' },
      ],
    });
  });

  it('names the line of a file that is no YAML', async () => {
    const cwd = makeRepository('journaling:\n  a: [1\n');
    const { exitCode, stdout } = await runCommand(['config', 'check'], { cwd });
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/opta-journal\.yaml:3:1 is not valid YAML/);
  });

  it('ends with 2 for a file that is not there or cannot be read', async () => {
    const cwd = makeRepository();
    const missing = await runCommand(['config', 'check', 'missing.yaml'], { cwd });
    expect(missing.exitCode).toBe(2);
    expect(missing.stderr).toMatch(/There is no file "missing\.yaml"/);
    const folder = await runCommand(['config', 'check', '.'], { cwd });
    expect(folder.exitCode).toBe(2);
    expect(folder.stderr).toMatch(/JOURNAL_RUNTIME_CONFIG_UNREADABLE/);
  });

  it('says that there is no file', async () => {
    const { exitCode, stderr } = await runCommand(['config', 'check'], { cwd: makeRepository() });
    expect(exitCode).toBe(0);
    expect(stderr).toMatch(/There is no configuration file here/);
  });
});
