import { spawn } from 'node:child_process';
import type { Terminal } from '../../terminal/terminal.js';

const OPENERS: Readonly<Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>>> = {
  darwin: ['open'],
  // The first word in quotes would be a title.
  win32: ['cmd', '/c', 'start', ''],
};

/** Opens an address in the browser of whoever sits here; where there is none, says so. */
export async function openBrowser(url: string, terminal: Terminal): Promise<void> {
  const [program, ...parameters] = OPENERS[process.platform] ?? ['xdg-open'];
  const child = spawn(program, [...parameters, url], { stdio: 'ignore', detached: true });
  const failure = await new Promise<Error | undefined>((resolve) => {
    child.once('error', resolve);
    child.once('spawn', () => resolve(undefined));
  });
  child.unref();
  if (failure !== undefined)
    await terminal.say(`No browser could be opened (${program}: ${failure.message}).`);
}
