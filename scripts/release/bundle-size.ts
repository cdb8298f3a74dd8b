import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { ForeignProject } from './foreign-project.js';

/** The version of the bundler that the budgets were measured with. */
export const ESBUILD_VERSION = '0.28.2';

/** The bytes after gzip of a module that is bundled for browsers in a project that has installed esbuild. */
export async function gzipBundleBytes(project: ForeignProject, code: string): Promise<number> {
  const options = {
    stdin: { contents: code, resolveDir: project.path },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    outfile: join(project.path, 'bundled.js'),
  };
  const program = `import { build } from 'esbuild'; await build(${JSON.stringify(options)});`;
  await project.runNodeOk('--input-type=module', '--eval', program);
  return gzipSync(readFileSync(options.outfile), { level: 9 }).length;
}
