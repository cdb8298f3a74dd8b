import { join } from 'node:path';
import { runOk } from '../../tests/run-command.js';
import { packPackages } from './pack-packages.js';
import { pnpm } from './pnpm.js';

export interface CleanBuild {
  /** A clone of the repository at the commit, installed and built. */
  workspace: string;
  /** The tarball of each published package. */
  tarballs: ReadonlyMap<string, string>;
}

/** Clones one commit into a new folder, installs, builds and packs there, without any cache of builds. */
export async function cleanBuild(repository: string, commit: string, folder: string): Promise<CleanBuild> {
  const workspace = join(folder, 'workspace');
  const environment = { TURBO_TELEMETRY_DISABLED: '1', CI: 'true' };
  await runOk('git', ['clone', '--quiet', '--no-checkout', repository, workspace], { cwd: repository });
  await runOk('git', ['checkout', '--quiet', '--detach', commit], { cwd: workspace });
  await pnpm(['install', '--frozen-lockfile', '--prefer-offline'], { cwd: workspace, environment });
  const build = ['exec', 'turbo', 'run', 'build', '--filter=./packages/*', '--force'];
  await pnpm([...build, '--output-logs=errors-only'], { cwd: workspace, environment });
  return { workspace, tarballs: await packPackages(workspace, join(folder, 'tarballs')) };
}
