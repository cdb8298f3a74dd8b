import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CommandOptions, runOk } from '../../tests/run-command.js';
import { root } from '../../tests/workspace.js';

const { packageManager } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** Runs the pnpm that package.json names, whatever is installed, and gives what it printed. */
export function pnpm(args: readonly string[], options: CommandOptions): Promise<string> {
  return runOk('npx', ['--yes', packageManager, ...args], options);
}
