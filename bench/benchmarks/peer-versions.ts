import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const MODULES = join(import.meta.dirname, '../node_modules');

/** `pino 10.4.0, winston 3.19.0`, as they are installed. */
export function versionsOf(packages: readonly string[]): string {
  return packages.map((name) => `${name} ${versionOf(name)}`).join(', ');
}

function versionOf(name: string): string {
  const manifest: { version: string } = JSON.parse(readFileSync(join(MODULES, name, 'package.json'), 'utf8'));
  return manifest.version;
}
