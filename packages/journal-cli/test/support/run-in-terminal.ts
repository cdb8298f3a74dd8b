import { spawn, spawnSync } from 'node:child_process';
import { baseEnvironment, COMMAND } from './run-command.js';

/** Whether there is a `script` of util-linux, which makes a terminal for a command; tests that need one are skipped without. */
export const HAS_TERMINAL = /util-linux/.test(
  spawnSync('script', ['--version'], { encoding: 'utf8' }).stdout ?? '',
);

export interface TerminalRun {
  /** As the shell in the terminal tells it: 128 and more for a signal. */
  exitCode: number | null;
  /** All that the terminal got, with its control sequences. */
  shown: string;
}

export interface TerminalRunOptions {
  cwd?: string;
  env?: Record<string, string>;
  /** Characters of a line. Default 80. */
  columns?: number;
  /** What is typed, each when the terminal shows a text that it has not shown before the one that was typed last. */
  answers?: readonly { after: string; keys: string }[];
}

/** What keys send. */
export const KEYS = { enter: '\r', ctrlC: '\u0003', ctrlD: '\u0004', clearLine: '\u0015' } as const;

/** Runs the command in a terminal of its own, and types into it. */
export async function runInTerminal(
  args: readonly string[],
  { cwd, env, columns = 80, answers = [] }: TerminalRunOptions = {},
): Promise<TerminalRun> {
  const command = [process.execPath, COMMAND, ...args].map(quote).join(' ');
  const child = spawn('script', ['-qfec', `stty cols ${columns} rows 40; ${command}`, '/dev/null'], {
    cwd,
    env: { ...baseEnvironment(), TERM: 'xterm-256color', SHELL: '/bin/sh', ...env },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const waiting = [...answers];
  let [shown, from] = ['', 0];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    shown += text;
    for (let next = waiting[0]; next !== undefined; next = waiting[0]) {
      const at = shown.indexOf(next.after, from);
      if (at < 0) return;
      waiting.shift();
      from = at + next.after.length;
      child.stdin.write(next.keys);
    }
  });
  const exitCode = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  child.stdin.destroy();
  if (waiting.length > 0)
    throw new Error(`The terminal never showed ${JSON.stringify(waiting[0]?.after)}:\n${shown}`);
  return { exitCode, shown };
}

function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
