import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Manifest } from '../../tests/workspace.js';

export interface InstalledManifest extends Manifest {
  description?: string;
  /** The old form of `license`. */
  licenses?: { type: string }[];
}

/** The manifest of every package that pnpm has installed in a workspace, by `name@version`. */
export function readInstalledManifests(workspace: string): Map<string, InstalledManifest> {
  const store = join(workspace, 'node_modules/.pnpm');
  const manifests = new Map<string, InstalledManifest>();
  for (const folder of readdirSync(store)) {
    // `@scope+name@1.2.3_peers` holds itself and links to what it depends on.
    const id = /^(@[^+]+\+)?([^@]+)@([^_(]+)/.exec(folder);
    if (id === null) continue;
    const name = `${(id[1] ?? '').replace('+', '/')}${id[2]}`;
    const manifest = readManifestIfThere(join(store, folder, 'node_modules', name));
    if (manifest !== undefined) manifests.set(`${manifest.name}@${manifest.version}`, manifest);
  }
  return manifests;
}

function readManifestIfThere(path: string): InstalledManifest | undefined {
  try {
    return JSON.parse(readFileSync(join(path, 'package.json'), 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
