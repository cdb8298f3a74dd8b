import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's root folder. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '..');

export interface Manifest {
  name: string;
  version: string;
  private?: boolean;
  packageManager?: string;
  license?: string;
  type?: string;
  sideEffects?: boolean;
  files?: string[];
  bin?: Record<string, string>;
  engines?: Record<string, string>;
  scripts?: Record<string, string>;
  exports?: Record<string, unknown>;
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
}

export interface WorkspacePackage {
  /** Folder relative to the root, `packages/journal-format`. */
  folder: string;
  /** Absolute folder. */
  path: string;
  manifest: Manifest;
}

export function readManifest(folder: string): Manifest {
  return JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
}

/** Every package below `packages` and `apps`. */
export function listWorkspacePackages(): WorkspacePackage[] {
  return ['packages', 'apps'].flatMap((parent) =>
    readdirSync(join(root, parent))
      .map((name) => `${parent}/${name}`)
      .filter((folder) => existsSync(join(root, folder, 'package.json')))
      .map((folder) => ({ folder, path: join(root, folder), manifest: readManifest(folder) })),
  );
}

/** Every file below a folder, as paths relative to it; build output and installed modules are left out. */
export function listFiles(path: string): string[] {
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(path.length + 1))
    .filter((file) => !/(^|\/)(node_modules|dist|\.turbo)\//.test(file))
    .sort();
}
