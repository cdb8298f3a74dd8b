import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { GIT_TIME_LIMIT_MS, MAX_GIT_OUTPUT_BYTES } from './constants.js';
import { gitEnvironment } from './git-environment.js';

export type GitResult =
  | { ok: true; output: Buffer }
  /**
   * `missing`: there is no git to run. `failed`: git said no, took too long or printed too much; `exitCode` and what
   * it printed on its way are there where it ended by itself.
   */
  | { ok: false; reason: 'missing' | 'failed'; exitCode?: number; output?: Buffer };

/** Options that keep a repository's configuration from starting a program of its own. */
const SAFE_OPTIONS = [
  '--no-pager',
  '--no-optional-locks',
  '-c',
  'core.fsmonitor=false',
  '-c',
  'core.quotepath=off',
  '-c',
  'core.hooksPath=/dev/null',
];

/**
 * Run git in a folder and give what it prints; never rejects.
 *
 * @param settings further configuration, as pairs of name and value
 * @param timeLimitMs after which it is given up
 */
export function runGit(
  directory: string,
  args: readonly string[],
  settings: readonly (readonly [name: string, value: string])[] = [],
  timeLimitMs = GIT_TIME_LIMIT_MS,
): Promise<GitResult> {
  // execFile throws for a NUL instead of reporting it.
  if (directory.includes('\0') || args.some((arg) => arg.includes('\0'))) {
    return Promise.resolve({ ok: false, reason: 'failed' });
  }
  return new Promise((done) => {
    execFile(
      'git',
      // By -C and not as working directory: a folder that is missing must not look like a missing git.
      [...SAFE_OPTIONS, '-C', resolve(directory), ...args],
      {
        encoding: 'buffer',
        env: { ...gitEnvironment(process.env), ...settingVariables(settings) },
        killSignal: 'SIGKILL',
        maxBuffer: MAX_GIT_OUTPUT_BYTES,
        timeout: timeLimitMs,
        windowsHide: true,
      },
      (error, output) => {
        if (error === null) return done({ ok: true, output });
        if (typeof error.code === 'number') {
          return done({ ok: false, reason: 'failed', exitCode: error.code, output });
        }
        done({ ok: false, reason: error.code === 'ENOENT' ? 'missing' : 'failed' });
      },
    );
  });
}

/** As variables and not by -c, which ends the name of a setting at its first equals sign. */
function settingVariables(settings: readonly (readonly [string, string])[]): NodeJS.ProcessEnv {
  const variables: NodeJS.ProcessEnv = { GIT_CONFIG_COUNT: String(settings.length) };
  for (const [index, [name, value]] of settings.entries()) {
    variables[`GIT_CONFIG_KEY_${index}`] = name;
    variables[`GIT_CONFIG_VALUE_${index}`] = value;
  }
  return variables;
}
