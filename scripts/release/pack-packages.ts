import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pnpm } from './pnpm.js';
import { listPublishedPackages } from './published-packages.js';

/** Packs every published package of a workspace that is built. Gives the tarball of each name. */
export async function packPackages(workspace: string, destination: string): Promise<Map<string, string>> {
  const packages = listPublishedPackages(workspace);
  const filters = packages.flatMap(({ manifest }) => ['--filter', manifest.name]);
  const environment = { NPM_CONFIG_GLOBAL_PNPMFILE: join(import.meta.dirname, 'packing-hooks.cjs') };
  const pack = ['pack', '--pack-destination', destination];
  await pnpm(['--recursive', ...filters, ...pack], { cwd: workspace, environment });
  const tarballs = new Map<string, string>();
  for (const { manifest } of packages) {
    const stem = manifest.name.replace('@', '').replace('/', '-');
    const tarball = join(destination, `${stem}-${manifest.version}.tgz`);
    if (!existsSync(tarball)) throw new Error(`${manifest.name} gave no ${tarball}`);
    tarballs.set(manifest.name, tarball);
  }
  return tarballs;
}
