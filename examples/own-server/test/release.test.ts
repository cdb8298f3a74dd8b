import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundleScript } from 'test-kit';
import { makeTemporaryFolder } from 'test-kit/vitest';
import { expect, it } from 'vitest';

const SCRIPT = join(import.meta.dirname, '../src/release.ts');

/** A repository whose package.json has the scripts that a release runs. */
function makeRepository(scripts: Record<string, string>): string {
  const cwd = makeTemporaryFolder();
  writeFileSync(join(cwd, 'package.json'), JSON.stringify({ name: 'studio', version: '1.5.0', scripts }));
  execFileSync('git', ['init', '--quiet'], { cwd });
  return cwd;
}

function release(cwd: string, ...parameters: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [bundleScript(SCRIPT), ...parameters], {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, GITHUB_RUN_NUMBER: '41' },
  });
  return { status, stderr, paths: stdout.split('\n').filter((line) => line !== '') };
}

const logsOf = (cwd: string) => readdirSync(join(cwd, 'updates')).filter((name) => /^\d{3}_/.test(name));

it('writes one update log of a release, however often the job is run', () => {
  const cwd = makeRepository({ check: 'exit 0', deploy: 'exit 0' });
  const first = release(cwd, '1.5.0');
  expect(first).toMatchObject({ status: 0, paths: [expect.stringMatching(/\/001_.*_release-1-5-0\.md$/)] });
  const text = readFileSync(first.paths[0] as string, 'utf8');
  expect(text).toContain('\nversion_after: "1.5.0"\n');
  expect(text).toContain('\npromoted: true\n');
  expect(text).toContain('\nfan_out: "release-1.5.0"\n');
  expect(text).toContain('- `runNumber`: `41`\n- `version`: `1.5.0`\n');
  expect(text).toContain('| studio | server | deploy | ok |  |\n');
  expect(release(cwd, '1.5.0')).toEqual(first);
  expect(logsOf(cwd)).toHaveLength(1);
});

it('writes what failed and what was skipped, and fails', () => {
  const cwd = makeRepository({ check: 'exit 3', deploy: 'exit 0' });
  const { status, paths } = release(cwd, '1.5.0');
  expect(status).toBe(1);
  const text = readFileSync(paths[0] as string, 'utf8');
  expect(text).toContain('- The release of 1.5.0 failed.\n');
  expect(text).toContain('\npromoted: false\n');
  expect(text).toContain('| check | fail |  |\n| studio | server | deploy | skip |  |\n');
});

it('says how it is used, and takes no number', () => {
  const cwd = makeRepository({});
  expect(release(cwd, 'next')).toMatchObject({ status: 2, stderr: 'usage: release.ts VERSION\n' });
  expect(readdirSync(cwd)).not.toContain('updates');
});
