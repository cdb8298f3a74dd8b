import { execFileSync } from 'node:child_process';
import { fanOutUpdateLog } from '@opta/journal-runtime';

const [version = ''] = process.argv.slice(2);
if (!/^\d+\.\d+\.\d+$/.test(version)) {
  console.error('usage: release.ts VERSION');
  process.exit(2);
}

const steps: { target: string; component: string; step: string; status: 'ok' | 'skip' | 'fail' }[] = [];
for (const step of ['check', 'deploy']) {
  steps.push({ target: 'studio', component: 'server', step, status: run(step) });
}
const isReleased = steps.every(({ status }) => status === 'ok');

const { done, failed } = await fanOutUpdateLog(
  ['.'],
  {
    title: `Release ${version}`,
    summary: isReleased ? `Released ${version}.` : `The release of ${version} failed.`,
    category: 'release',
    versionAfter: version,
    promoted: isReleased,
    commandInputs: { version, runNumber: process.env.GITHUB_RUN_NUMBER ?? null },
    steps,
  },
  // With its id, a repeated run finds the log of the release instead of writing another. Each failure has one.
  isReleased ? { id: `release-${version}` } : {},
);
for (const { path } of done) console.log(path);
for (const { error } of failed) console.error(error.message);
process.exitCode = isReleased && failed.length === 0 ? 0 : 1;

/** Runs a script of package.json, unless an earlier one failed. */
function run(script: string): 'ok' | 'skip' | 'fail' {
  if (steps.some(({ status }) => status === 'fail')) return 'skip';
  try {
    execFileSync('npm', ['run', '--silent', script], { stdio: ['ignore', 2, 2] });
    return 'ok';
  } catch {
    return 'fail';
  }
}
