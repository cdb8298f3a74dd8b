import { spawn } from 'node:child_process';
import { join } from 'node:path';

/** The command as it is published: `pnpm run build` comes first. */
export const COMMAND = join(import.meta.dirname, '../../bin/opta-journal.js');

export interface CommandRun {
  /** Null where a signal ended it. */
  exitCode: number | null;
  stdout: string;
  stderr: string;
}

export interface RunOptions {
  cwd?: string;
  env?: Record<string, string>;
  stdin?: string;
}

/** Runs the command in a process of its own, through pipes; of the host's environment it has only what it needs. */
export async function runCommand(args: readonly string[], options: RunOptions = {}): Promise<CommandRun> {
  const child = spawn(process.execPath, [COMMAND, ...args], {
    cwd: options.cwd,
    env: { ...baseEnvironment(), ...options.env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const [out, err]: [Buffer[], Buffer[]] = [[], []];
  child.stdout.on('data', (bytes: Buffer) => out.push(bytes));
  child.stderr.on('data', (bytes: Buffer) => err.push(bytes));
  child.stdin.end(options.stdin ?? '');
  const exitCode = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  return { exitCode, stdout: Buffer.concat(out).toString(), stderr: Buffer.concat(err).toString() };
}

/** No colours, no pager, no settings of whoever runs the tests. */
export function baseEnvironment(): Record<string, string> {
  const { PATH = '', HOME = '', XDG_STATE_HOME = '', XDG_CACHE_HOME = '' } = process.env;
  return { PATH, HOME, XDG_STATE_HOME, XDG_CACHE_HOME, TZ: 'UTC', USER: 'ann', LC_ALL: 'C.UTF-8' };
}
