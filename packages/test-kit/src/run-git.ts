import { execFileSync } from 'node:child_process';
import { GIT_IDENTITY } from './git-identity.js';

/** What git prints in a folder, whatever is configured on the machine. Throws where git fails. */
export function runGit(directory: string, ...words: string[]): string {
  return execFileSync('git', [...GIT_IDENTITY, ...words], {
    cwd: directory,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' },
  });
}
