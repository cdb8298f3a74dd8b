import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { listFiles, listWorkspacePackages, readManifest, root } from './workspace.js';

const SCRIPTS = ['build', 'dev', 'lint', 'test', 'typecheck'];
const rootManifest = readManifest('.');
const packages = listWorkspacePackages();
const published = packages.filter(({ manifest }) => manifest.private !== true);

describe('the root', () => {
  it('names the same pnpm in packageManager and in every script', () => {
    const pinned = rootManifest.packageManager;
    expect(pinned).toMatch(/^pnpm@\d+\.\d+\.\d+$/);
    const named = Object.values(rootManifest.scripts ?? {}).flatMap(
      (script) => script.match(/pnpm@[\d.]+/g) ?? [],
    );
    expect(named.length).toBeGreaterThan(0);
    expect([...new Set(named)]).toEqual([pinned]);
  });

  it('does all the set-up in two commands', () => {
    expect(rootManifest.scripts).toMatchObject({
      // Without exec a signal to npm would end with the shell in between, which hands none on.
      demo: 'exec node scripts/demo.mjs',
      test: expect.stringContaining('install --frozen-lockfile'),
    });
    const demo = readFileSync(join(root, 'scripts/demo.mjs'), 'utf8');
    expect(demo).toContain("pnpm('install', '--frozen-lockfile')");
    expect(demo).toContain("['--yes', packageManager,");
  });

  it('installs nothing with a build script of its own except what is listed', () => {
    const workspace = parse(readFileSync(join(root, 'pnpm-workspace.yaml'), 'utf8'));
    expect(workspace.strictDepBuilds).toBe(true);
    expect(workspace.onlyBuiltDependencies).toEqual(['esbuild']);
  });

  it('names no host that packages come from in its lock file', () => {
    expect(readFileSync(join(root, 'pnpm-lock.yaml'), 'utf8')).not.toMatch(/https?:\/\//);
  });
});

describe.each(listFiles(join(root, '.changeset')).filter((file) => file.endsWith('.md')))('%s', (file) => {
  it('names packages and how much they change, so that a release finds it', () => {
    const text = readFileSync(join(root, '.changeset', file), 'utf8');
    const names = published.map(({ manifest }) => manifest.name);
    const head = /^---\n((?:"[^"]+": (?:major|minor|patch)\n)+)---\n\n\S/.exec(text)?.[1] ?? '';
    const named = [...head.matchAll(/"([^"]+)"/g)].map((match) => match[1]);
    expect(named.length).toBeGreaterThan(0);
    expect(names).toEqual(expect.arrayContaining(named));
  });
});

describe.each(packages)('$folder', ({ path, manifest }) => {
  it('has the scripts that every package has', () => {
    expect(Object.keys(manifest.scripts ?? {}).sort()).toEqual(SCRIPTS);
  });

  it('has a README of at most 200 lines', () => {
    const lines = readFileSync(join(path, 'README.md'), 'utf8').split('\n').length;
    expect(lines).toBeLessThanOrEqual(200);
  });

  it('runs on the Node that the root promises, as an ES module under MIT', () => {
    expect(manifest).toMatchObject({ type: 'module', license: 'MIT', engines: rootManifest.engines });
  });
});

describe.each(published)('$folder', ({ path, manifest }) => {
  it('publishes only its build, with types, and no source condition', () => {
    // What starts a command is a file of its own, which is there before there is a build.
    const files = manifest.bin === undefined ? ['dist'] : expect.arrayContaining(['bin', 'dist']);
    expect(manifest).toMatchObject({ sideEffects: false, files });
    const { publishConfig } = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8'));
    expect(publishConfig.access).toBe('public');
    expect(Object.keys(publishConfig.exports)).toEqual(Object.keys(manifest.exports ?? {}));
    for (const [entry, target] of Object.entries<Record<string, string> | string>(publishConfig.exports)) {
      if (entry === './package.json') continue;
      expect(target, entry).toEqual({
        types: expect.stringMatching(/^\.\/dist\/.*\.d\.ts$/),
        default: expect.stringMatching(/^\.\/dist\/.*\.js$/),
      });
    }
  });

  it('pins the public names of every entry in a test', () => {
    const test = readFileSync(join(path, 'src/index.test.ts'), 'utf8');
    for (const entry of Object.keys(manifest.exports ?? {})) {
      if (entry === './package.json') continue;
      const module = entry === '.' ? './index.js' : `${entry}.js`;
      expect(test, `src/index.test.ts does not look at ${module}`).toContain(module);
    }
  });

  it('keeps index.ts a list of named exports', () => {
    const code = readFileSync(join(path, 'src/index.ts'), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '');
    const statements = code
      .split(';')
      .map((statement) => statement.trim())
      .filter((statement) => statement !== '');
    for (const statement of statements) expect(statement).toMatch(/^export (?:type )?\{[^}]*\} from '/);
  });

  it('has a changelog entry waiting or written', () => {
    const isWritten = existsSync(join(path, 'CHANGELOG.md'));
    const short = manifest.name.replace('@opta/', '');
    expect(isWritten || existsSync(join(root, '.changeset', `${short}-first.md`))).toBe(true);
  });
});
