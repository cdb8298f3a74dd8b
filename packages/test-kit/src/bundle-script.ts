import { createHash, randomUUID } from 'node:crypto';
import { existsSync, lstatSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { buildSync } from 'esbuild';

/** Packages that are CommonJS look for these. */
const COMMONJS_NAMES = `import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);`;

const bundles = new Map<string, string>();

/**
 * Bundles a TypeScript file with the sources of the workspace, once a process: a storm starts thousands, and
 * compiling anew at each start takes longer than what they are started for.
 *
 * @returns path of a JavaScript file, which every user may read and which stays: a runner's workers end without notice
 */
export function bundleScript(path: string): string {
  const known = bundles.get(path);
  if (known !== undefined) return known;
  const { outputFiles } = buildSync({
    entryPoints: [path],
    write: false,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    conditions: ['@opta/source'],
    banner: { js: COMMONJS_NAMES },
    logLevel: 'silent',
  });
  const bundle = keep(basename(path), outputFiles[0]?.contents ?? new Uint8Array());
  bundles.set(path, bundle);
  return bundle;
}

/** Under a name that its content gives, so that each is there once. */
function keep(name: string, content: Uint8Array): string {
  const path = join(
    ownFolder(),
    `${name}-${createHash('sha256').update(content).digest('hex').slice(0, 16)}.mjs`,
  );
  if (existsSync(path)) return path;
  const temporary = `${path}.${randomUUID()}`;
  writeFileSync(temporary, content, { mode: 0o644 });
  renameSync(temporary, path);
  return path;
}

function ownFolder(): string {
  const user = process.getuid?.() ?? 'user';
  const folder = join(tmpdir(), `test-kit-${user}`);
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  const { uid } = lstatSync(folder);
  if (uid !== user && user !== 'user') throw new Error(`${folder} belongs to another user: remove it`);
  return folder;
}
