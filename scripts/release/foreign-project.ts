import { mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { type CommandResult, runCommand, runOk } from '../../tests/run-command.js';
import { pnpm } from './pnpm.js';

export interface ForeignProjectOptions {
  /** Folder that is made. */
  path: string;
  manager: 'npm' | 'pnpm';
  /** Tarball of each package. */
  tarballs: ReadonlyMap<string, string>;
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
  /** The Node that runs the manager and the programs. Default: this one. */
  nodePath?: string;
}

export interface ForeignProject {
  path: string;
  /** Runs a program of the project with its Node. */
  runNode(...args: string[]): Promise<CommandResult>;
  /** The same, where only success will do; gives what was printed. */
  runNodeOk(...args: string[]): Promise<string>;
}

/** A project outside of any workspace that has installed all our tarballs, and nothing from our folders. */
export async function createForeignProject(options: ForeignProjectOptions): Promise<ForeignProject> {
  const { path, manager, tarballs, nodePath = process.execPath } = options;
  const ours = Object.fromEntries([...tarballs].map(([name, tarball]) => [name, `file:${tarball}`]));
  const manifest = {
    name: 'consumer',
    private: true,
    type: 'module',
    dependencies: { ...ours, ...options.dependencies },
    devDependencies: options.devDependencies ?? {},
    // npm takes the tarballs for what they ask of each other; pnpm has to be told.
    pnpm: { overrides: ours },
  };
  mkdirSync(path, { recursive: true });
  writeFileSync(join(path, 'package.json'), JSON.stringify(manifest));
  const environment = { PATH: `${dirname(nodePath)}${delimiter}${process.env.PATH}` };
  const run = { cwd: path, environment };
  if (manager === 'npm') await runOk('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline'], run);
  else await pnpm(['install', '--ignore-workspace', '--no-frozen-lockfile', '--prefer-offline'], run);
  return {
    path,
    runNode: (...args) => runCommand(nodePath, args, run),
    runNodeOk: (...args) => runOk(nodePath, args, run),
  };
}
