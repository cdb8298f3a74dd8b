import { spawn } from 'node:child_process';
import type { Writable } from 'node:stream';

/** What shows long output page by page. */
export interface Pager {
  input: Writable;
  /** Resolves when the reader has left it. */
  ended: Promise<void>;
}

/** Ends at once where all fits one screen, keeps colours, and leaves what was read on the screen. */
const LESS = 'FRX';

/** Starts the reader's pager; undefined where there is none, or none is wanted. */
export function startPager(env: Readonly<Record<string, string | undefined>>): Pager | undefined {
  const command = env.OPTA_JOURNAL_PAGER ?? env.PAGER ?? 'less';
  if (command === '' || command === 'cat') return undefined;
  const child = spawn(command, {
    shell: true,
    stdio: ['pipe', 'inherit', 'inherit'],
    env: { LESS, LESSCHARSET: 'utf-8', ...env },
  });
  // Who leaves before the end closes the pipe.
  child.stdin.on('error', () => undefined);
  const ended = new Promise<void>((resolve) => {
    child.once('close', () => resolve());
    child.once('error', () => resolve());
  });
  return { input: child.stdin, ended };
}
