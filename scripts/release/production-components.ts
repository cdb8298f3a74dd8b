import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { listBundledDependencies } from './bundled-dependencies.js';
import { type InstalledManifest, readInstalledManifests } from './installed-manifests.js';
import { listPublishedPackages } from './published-packages.js';

/** A package that somebody gets who installs one of ours, or a part of it that is built into ours. */
export interface Component {
  name: string;
  version: string;
  /** SPDX expression; absent where the package names none. */
  license?: string;
  description?: string;
  /** Subresource integrity of its tarball, `sha512-…`; absent for ours. */
  integrity?: string;
  /** Whether it is of this workspace. */
  isOurs: boolean;
  /** `name@version` of what it depends on. */
  dependsOn: string[];
}

interface Importer {
  dependencies?: Record<string, { version: string }>;
  devDependencies?: Record<string, { version: string }>;
}

interface Snapshot {
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
}

interface Lockfile {
  importers: Record<string, Importer>;
  packages: Record<string, { resolution: { integrity?: string } }>;
  snapshots: Record<string, Snapshot>;
}

/**
 * What is published, and everything that comes with it, from the lock file and the manifests of what is
 * installed. Ordered by name and version.
 */
export function listProductionComponents(workspace: string): Component[] {
  const lockfile: Lockfile = parse(readFileSync(join(workspace, 'pnpm-lock.yaml'), 'utf8'));
  const manifests = readInstalledManifests(workspace);
  const components = new Map<string, Component>();
  const waiting: string[] = [];

  for (const { folder, manifest } of listPublishedPackages(workspace)) {
    const { dependencies = {}, devDependencies = {} } = lockfile.importers[folder] ?? {};
    const bundled = listBundledDependencies(join(workspace, folder), Object.keys(devDependencies));
    const targets = { ...dependencies, ...pick(devDependencies, bundled) };
    const dependsOn = Object.entries(targets).map(([name, { version }]) => {
      if (version.startsWith('link:'))
        return `${name}@${readVersion(join(workspace, folder, version.slice(5)))}`;
      const snapshot = snapshotKey(name, version);
      waiting.push(snapshot);
      return withoutPeers(snapshot);
    });
    add({ ...describe(manifest), isOurs: true, dependsOn: dependsOn.sort() });
  }

  for (let snapshot = waiting.pop(); snapshot !== undefined; snapshot = waiting.pop()) {
    const id = withoutPeers(snapshot);
    if (components.has(id)) continue;
    const manifest = manifests.get(id);
    if (manifest === undefined) throw new Error(`${id} of pnpm-lock.yaml is not installed`);
    const { dependencies = {}, optionalDependencies = {} } = lockfile.snapshots[snapshot] ?? {};
    const needed = Object.entries({ ...dependencies, ...optionalDependencies }).map(([name, version]) =>
      snapshotKey(name, version),
    );
    waiting.push(...needed);
    const integrity = lockfile.packages[id]?.resolution.integrity;
    add({
      ...describe(manifest),
      ...(integrity === undefined ? {} : { integrity }),
      isOurs: false,
      dependsOn: needed.map(withoutPeers).sort(),
    });
  }
  return [...components].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, component]) => component);

  function add(component: Component): void {
    components.set(`${component.name}@${component.version}`, component);
  }
}

function readVersion(path: string): string {
  return JSON.parse(readFileSync(join(path, 'package.json'), 'utf8')).version;
}

function describe(
  manifest: InstalledManifest,
): Pick<Component, 'name' | 'version' | 'license' | 'description'> {
  const { name, version, description } = manifest;
  const license = manifest.license ?? manifest.licenses?.map(({ type }) => type).join(' OR ');
  return {
    name,
    version,
    ...(license === undefined ? {} : { license }),
    ...(description === undefined ? {} : { description }),
  };
}

function pick<T>(record: Record<string, T>, names: readonly string[]): Record<string, T> {
  return Object.fromEntries(Object.entries(record).filter(([name]) => names.includes(name)));
}

/** An alias stands in the lock file with the name that it is for: `real@1.2.3`. */
function snapshotKey(name: string, version: string): string {
  return /^(?:@[^/]+\/)?[^@(]+@/.test(version) ? version : `${name}@${version}`;
}

function withoutPeers(snapshot: string): string {
  return snapshot.replace(/\(.*$/, '');
}
