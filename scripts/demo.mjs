// Installs, builds and starts the sample server in this very process, so that Ctrl-C and signals reach it.
// usage: npm run demo -- [options of lmx-demo]
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const root = new URL('..', import.meta.url);
const { packageManager } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8'));

pnpm('install', '--frozen-lockfile');
pnpm('run', 'demo:build');
await import(new URL('apps/lmx-demo/dist/main.js', root).href);

function pnpm(...parameters) {
  const { status, signal, error } = spawnSync('npx', ['--yes', packageManager, ...parameters], {
    cwd: root,
    stdio: 'inherit',
    // npx is a batch file there.
    shell: process.platform === 'win32',
  });
  if (error !== undefined) throw error;
  if (signal !== null) process.kill(process.pid, signal);
  if (status !== 0) process.exit(status ?? 1);
}
