import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'tsup';
import { afterAll, describe, expect, it } from 'vitest';

const sources = fileURLToPath(new URL('../src', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'journal-format-bundle-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the browser bundle', () => {
  it.each(['index', 'parse', 'schema', 'frontmatter', 'yaml-frontmatter', 'remark'])(
    'of %s has no built-in of Node in it',
    async (entry) => {
      const { code, asked } = await bundle(entry);
      expect(asked).toEqual([]);
      expect(code).not.toMatch(/^import |\brequire\(["']/m);
      expect(code.length).toBeGreaterThan(1000);
    },
  );

  it('of the main entry has neither a parser nor a schema in it', async () => {
    const { inputs } = await bundle('index');
    const packages = new Set(inputs.map((input) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input)?.[1]));
    expect(packages).toContain('mdast-util-to-markdown');
    for (const heavy of ['mdast-util-from-markdown', 'micromark', 'yaml', 'zod', 'unified']) {
      expect(packages).not.toContain(heavy);
    }
  });

  it('of the frontmatter entry has no package in it', async () => {
    const { inputs } = await bundle('frontmatter');
    expect(inputs.filter((input) => input.includes('node_modules'))).toEqual([]);
  });
});

interface Bundle {
  code: string;
  /** Built-ins of Node that some module asks for. */
  asked: string[];
  /** The files that are in the bundle. */
  inputs: string[];
}

async function bundle(entry: string): Promise<Bundle> {
  const directory = join(folder, entry);
  const asked: string[] = [];
  await build({
    entry: [join(sources, `${entry}.ts`)],
    outDir: directory,
    config: false,
    silent: true,
    format: 'esm',
    platform: 'browser',
    noExternal: [/.*/],
    metafile: true,
    esbuildPlugins: [
      {
        name: 'ask-for-built-ins',
        setup({ onResolve }) {
          onResolve({ filter: /^[^.]/ }, ({ path }) => {
            if (path.startsWith('node:') || builtinModules.includes(path)) asked.push(path);
            return undefined;
          });
        },
      },
    ],
  });
  const { inputs } = JSON.parse(readFileSync(join(directory, 'metafile-esm.json'), 'utf8'));
  const code = readdirSync(directory)
    .filter((file) => file.endsWith('.js'))
    .map((file) => readFileSync(join(directory, file), 'utf8'))
    .join('\n');
  return { code, asked, inputs: Object.keys(inputs) };
}
