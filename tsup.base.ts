import type { Options } from 'tsup';

/** The build of every package: ESM for Node 20.19, declarations come from tsc. */
export const packageConfig = (entries: readonly string[]): Options => ({
  entry: entries.map((entry) => `src/${entry}.ts`),
  format: 'esm',
  target: 'node20.19',
  platform: 'neutral',
  clean: true,
  dts: false,
  sourcemap: false,
});
