import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Manifest } from '../../tests/workspace.js';

export interface PublishedPackage {
  /** Folder relative to the workspace, `packages/journal-format`. */
  folder: string;
  manifest: Manifest;
}

/** The packages of a workspace, which need not be the one that this file is in, that are published. */
export function listPublishedPackages(workspace: string): PublishedPackage[] {
  return readdirSync(join(workspace, 'packages'))
    .sort()
    .map((name) => `packages/${name}`)
    .filter((folder) => existsSync(join(workspace, folder, 'package.json')))
    .map((folder) => ({
      folder,
      manifest: JSON.parse(readFileSync(join(workspace, folder, 'package.json'), 'utf8')) as Manifest,
    }))
    .filter(({ manifest }) => manifest.private !== true);
}
