import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import type { Benchmark } from '../benchmark.js';
import { ENTRIES, FORMATTING, FRONTMATTER, WHOLE } from './formatter-entries.js';

/** Of what gzip makes of them. */
const LIMITS = [
  { name: FORMATTING, bytes: 30_000 },
  { name: FRONTMATTER, bytes: 3_000 },
  { name: WHOLE, bytes: 100_000 },
];

export const formatterSize: Benchmark = {
  name: 'formatter-size',
  title: 'Size of the formatter in a browser bundle',
  async run() {
    const sizes: BundleSize[] = [];
    for (const { name, code } of ENTRIES) sizes.push({ name, ...(await bundleSize(code)) });
    const remark = sizes.at(-1) as BundleSize;
    return {
      columns: ['entry', 'minified bytes', 'gzip bytes', 'gzip ÷ remark'],
      rows: sizes.map(({ name, minified, gzip }) => [
        name,
        String(minified),
        String(gzip),
        (gzip / remark.gzip).toFixed(2),
      ]),
      goals: LIMITS.map(({ name, bytes }) => {
        const { gzip } = sizes.find((size) => size.name === name) as BundleSize;
        return {
          goal: `${name} at most ${bytes / 1_000} KB gzip`,
          figure: `${(gzip / 1_000).toFixed(1)} KB`,
          isReached: gzip <= bytes,
        };
      }),
      remarks: ['esbuild, minified, tree-shaken, platform browser; gzip level 9. The same every time.'],
    };
  },
};

interface BundleSize {
  name: string;
  minified: number;
  gzip: number;
}

async function bundleSize(code: string): Promise<Omit<BundleSize, 'name'>> {
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
