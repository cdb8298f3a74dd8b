import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import type { Benchmark } from '../benchmark.js';
import { ENTRIES } from './formatter-entries.js';

export const formatterSize: Benchmark = {
  name: 'formatter-size',
  title: 'Size of the formatter in a browser bundle',
  async run() {
    const sizes = [];
    for (const { name, code } of ENTRIES) sizes.push({ name, ...(await bundleSize(code)) });
    const remark = sizes.at(-1) as (typeof sizes)[number];
    return {
      columns: ['entry', 'minified bytes', 'gzip bytes', 'gzip ÷ remark'],
      rows: sizes.map(({ name, minified, gzip }) => [
        name,
        String(minified),
        String(gzip),
        (gzip / remark.gzip).toFixed(2),
      ]),
      remarks: ['esbuild, minified, tree-shaken, platform browser; gzip level 9. The same every time.'],
    };
  },
};

async function bundleSize(code: string): Promise<{ minified: number; gzip: number }> {
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: import.meta.dirname, loader: 'js' },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    write: false,
    logLevel: 'silent',
  });
  const bytes = outputFiles[0]?.contents ?? new Uint8Array();
  return { minified: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length };
}
