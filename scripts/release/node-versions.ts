import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from '../../tests/run-command.js';

/** The oldest Node that is promised, and the newest with long-term support. */
export const NODE_VERSIONS: readonly string[] = ['20.20.2', '24.21.0'];

/**
 * The program of a version of Node: the one that runs this if it is of the same major version, else one from npm,
 * where the binaries of each platform are packages. `why` tells what is in the way.
 */
export async function findNode(version: string, folder: string): Promise<{ path: string } | { why: string }> {
  if (process.versions.node.split('.')[0] === version.split('.')[0]) return { path: process.execPath };
  const name = `node-${process.platform}-${process.arch}`;
  const prefix = join(folder, `node-${version}`);
  mkdirSync(prefix, { recursive: true });
  writeFileSync(join(prefix, 'package.json'), JSON.stringify({ name: 'a-node', private: true }));
  const install = ['install', '--no-audit', '--no-fund', '--prefer-offline', `${name}@${version}`];
  const { exitCode, stderr } = await runCommand('npm', install, { cwd: prefix });
  if (exitCode !== 0) return { why: `npm has no ${name}@${version} for us: ${stderr.trim().split('\n')[0]}` };
  return { path: join(prefix, 'node_modules', name, 'bin/node') };
}
