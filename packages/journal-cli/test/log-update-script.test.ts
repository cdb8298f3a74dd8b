import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeTemporaryFolder } from 'test-kit/vitest';
import { expect, it } from 'vitest';
import { baseEnvironment } from './support/run-command.js';

const SCRIPT = join(import.meta.dirname, '../../../scripts/log-update.mjs');

function runScript(script: string, args: readonly string[], cwd: string) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], {
    cwd,
    env: baseEnvironment(),
    encoding: 'utf8',
  });
  return { exitCode: status, stdout, stderr };
}

it('writes an update log while no server runs', () => {
  const cwd = makeTemporaryFolder();
  const { exitCode, stdout } = runScript(SCRIPT, ['Sync models', '--series', 'standard'], cwd);
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/\/updates\/001_.*_sync-models\.md\n$/);
  expect(existsSync(stdout.trimEnd())).toBe(true);
});

it('prints a command that finishes a fan-out without anything on the PATH', () => {
  const cwd = makeTemporaryFolder();
  mkdirSync(join(cwd, 'a/.git'), { recursive: true });
  const { stderr } = runScript(SCRIPT, ['Sync', '--fan-out', 'a'], cwd);
  const command = stderr.split('\n').find((line) => line.startsWith('  node ')) ?? '';
  const { status, stdout } = spawnSync('sh', ['-c', command], {
    cwd,
    env: baseEnvironment(),
    encoding: 'utf8',
  });
  expect(status).toBe(0);
  expect(stdout).toMatch(/^was there /);
});

it('says how to build what is not built', () => {
  const root = makeTemporaryFolder();
  mkdirSync(join(root, 'scripts'));
  copyFileSync(SCRIPT, join(root, 'scripts/log-update.mjs'));
  writeFileSync(join(root, 'package.json'), '{"packageManager":"pnpm@1.2.3"}');
  const { exitCode, stderr } = runScript(join(root, 'scripts/log-update.mjs'), ['x'], root);
  expect(exitCode).toBe(2);
  expect(stderr).toMatch(
    /is not built.*\n {2}npx --yes pnpm@1\.2\.3 install && npx --yes pnpm@1\.2\.3 run demo:build/,
  );
});
