import { open, realpath } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { MAX_MANIFEST_BYTES, MAX_VERSION_LENGTH } from './constants.js';

/** Where a version is looked for in each folder, and how it is read. */
const MANIFESTS: readonly [fileName: string, read: (text: string) => unknown][] = [
  ['package.json', versionOfPackageJson],
  ['pyproject.toml', versionOfPyproject],
];

/**
 * The version in the nearest manifest from a folder up to the root of its repository.
 *
 * A manifest that has no version, or cannot be read, is passed over.
 */
export async function readVersion(directory: string, root: string): Promise<string | undefined> {
  // Git resolves symbolic links in the root; without that it would not be found above the folder.
  const start = await realpath(directory).catch(() => root);
  for (const folder of foldersUpTo(start, root)) {
    for (const [fileName, read] of MANIFESTS) {
      const text = await readManifest(join(folder, fileName));
      const version = text === undefined ? undefined : read(text);
      if (isVersion(version)) return version;
    }
  }
  return undefined;
}

function* foldersUpTo(directory: string, root: string): Generator<string> {
  let folder = resolve(directory);
  while (folder !== root && folder !== dirname(folder)) {
    yield folder;
    folder = dirname(folder);
  }
  yield root;
}

async function readManifest(path: string): Promise<string | undefined> {
  const file = await open(path).catch(() => undefined);
  if (file === undefined) return undefined;
  try {
    const facts = await file.stat();
    if (!facts.isFile() || facts.size > MAX_MANIFEST_BYTES) return undefined;
    return await file.readFile('utf8');
  } catch {
    // A manifest that cannot be read has no version for us; the log is written all the same.
    return undefined;
  } finally {
    await file.close();
  }
}

function versionOfPackageJson(text: string): unknown {
  try {
    const manifest: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    return typeof manifest === 'object' && manifest !== null && Object.hasOwn(manifest, 'version')
      ? (manifest as { version: unknown }).version
      : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** `version` of the tables that PEP 621 and Poetry define, as a basic or literal string without escapes. */
function versionOfPyproject(text: string): unknown {
  let table = '';
  for (const line of text.split(/\r?\n/)) {
    const header = /^\s*\[\s*([^[\]]+?)\s*\]\s*(?:#.*)?$/.exec(line);
    if (header !== null) table = header[1] ?? '';
    if (table !== 'project' && table !== 'tool.poetry') continue;
    const version = /^\s*version\s*=\s*(?:"([^"\\]*)"|'([^']*)')\s*(?:#.*)?$/.exec(line);
    if (version !== null) return version[1] ?? version[2];
  }
  return undefined;
}

/** One visible line. */
function isVersion(version: unknown): version is string {
  return (
    typeof version === 'string' && version.length <= MAX_VERSION_LENGTH && /^[\x21-\x7e]+$/.test(version)
  );
}
