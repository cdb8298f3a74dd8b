import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listFiles, listWorkspacePackages } from './workspace.js';

/** What each package may import of the others. The reasons stand in docs/architecture.md. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  format: [],
  redact: [],
  fs: [],
  git: [],
  summary: ['format'],
  ids: ['fs'],
  store: ['format', 'fs'],
  recovery: ['format', 'redact', 'summary', 'fs', 'store'],
  runtime: ['format', 'redact', 'summary', 'fs', 'ids', 'store', 'recovery', 'git'],
  doctor: ['format', 'redact', 'fs', 'ids', 'store', 'recovery', 'git'],
  http: ['format', 'redact', 'store'],
  search: ['format', 'redact', 'store', 'summary'],
  viewer: ['format'],
  cli: [
    'format',
    'redact',
    'summary',
    'fs',
    'git',
    'ids',
    'store',
    'recovery',
    'runtime',
    'doctor',
    'http',
    'search',
    'viewer',
  ],
};

/** Packages that must run in a browser: no Node built-in in their sources. */
const PURE = ['format', 'redact', 'summary'];

const WORKSPACE_IMPORT = /^@opta\/journal-([a-z]+)(?:\/|$)/;
/** The word in a text, as in `readInstant(data, 'from')`, is no import. */
const IMPORT = /(?<!['"])(?:\bfrom\s*|\bimport\s*\(?\s*)['"]([^'"\n]+)['"]/g;

const packages = listWorkspacePackages().filter(({ folder }) => folder.startsWith('packages/journal-'));
const shortName = (folder: string): string => folder.slice('packages/journal-'.length);

function importsOf(file: string): string[] {
  // Examples in comments show imports as a user writes them; they are not this file's own.
  const code = readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\//g, '');
  return [...code.matchAll(IMPORT)].map((match) => match[1] as string);
}

describe.each(packages)('$folder', ({ folder, path, manifest }) => {
  const name = shortName(folder);
  const sources = listFiles(join(path, 'src')).filter((file) => /\.tsx?$/.test(file));
  const shipped = sources.filter((file) => !file.endsWith('.test.ts'));

  it('has a place in the layers', () => {
    expect(Object.keys(MAY_IMPORT)).toContain(name);
  });

  it('depends only on packages of lower layers', () => {
    const declared = Object.keys(manifest.dependencies ?? {}).flatMap(
      (dependency) => WORKSPACE_IMPORT.exec(dependency)?.[1] ?? [],
    );
    expect(MAY_IMPORT[name]).toEqual(expect.arrayContaining(declared));
  });

  it('imports only what its manifest declares', () => {
    const declared = new Set(Object.keys(manifest.dependencies ?? {}));
    for (const file of shipped) {
      for (const specifier of importsOf(join(path, 'src', file))) {
        if (specifier.startsWith('.') || specifier.startsWith('node:')) continue;
        const dependency = specifier
          .split('/')
          .slice(0, specifier.startsWith('@') ? 2 : 1)
          .join('/');
        const types = `@types/${dependency}`;
        expect(
          declared.has(dependency) || declared.has(types),
          `${folder}/src/${file} imports ${specifier}`,
        ).toBe(true);
      }
    }
  });

  it('has no Node built-in in its sources, where it must run in a browser', () => {
    if (!PURE.includes(name)) return;
    for (const file of shipped) {
      const builtins = importsOf(join(path, 'src', file)).filter((specifier) =>
        specifier.startsWith('node:'),
      );
      expect(builtins, `${folder}/src/${file}`).toEqual([]);
    }
  });

  it('never reaches into another package past its exports', () => {
    for (const file of sources) {
      for (const specifier of importsOf(join(path, 'src', file))) {
        expect(specifier, `${folder}/src/${file}`).not.toMatch(/^@opta\/journal-[a-z]+\/(?:src|dist)\//);
        if (specifier.startsWith('..')) {
          const depth = file.split('/').length - 1;
          const climbs = specifier.split('/').filter((part) => part === '..').length;
          expect(climbs, `${folder}/src/${file} imports ${specifier}`).toBeLessThanOrEqual(
            depth + (file.endsWith('.test.ts') ? 1 : 0),
          );
        }
      }
    }
  });
});

it('names no package that does not exist', () => {
  const existing = packages.map(({ folder }) => shortName(folder));
  expect(Object.keys(MAY_IMPORT).sort()).toEqual(existing.sort());
});
