import { join } from 'node:path';
import { defineConfig } from 'vite';
import { BundledLicences } from './bundled-licences.ts';

const licences = new BundledLicences();

/** Static files that work in whatever folder they are served from. */
export default defineConfig({
  root: 'app',
  base: './',
  resolve: { conditions: ['@opta/source', 'worker', 'module', 'browser', 'import', 'default'] },
  plugins: [licences.note(), licences.write(join(import.meta.dirname, 'dist/app/third-party-notices.txt'))],
  build: {
    outDir: '../dist/app',
    emptyOutDir: true,
    target: 'es2022',
    // Else small files become data: URLs, which the Content-Security-Policy of the page refuses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  worker: { format: 'es', plugins: () => [licences.note()] },
});
