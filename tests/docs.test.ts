import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildErrorDocs } from '../scripts/error-docs.js';
import { listFiles, listWorkspacePackages, root } from './workspace.js';

const LINK = /\]\((?!https?:|mailto:|#)([^)\s#]+)(?:#[^)]*)?\)/g;
const CODE = /^ *(`{3,})[\s\S]*?^ *\1/gm;

const pages = listFiles(root).filter(
  (file) =>
    file.endsWith('.md') && !/^\.(?:git|changeset)\/|(?:^|\/)(?:test|tests|fixtures|examples)\//.test(file),
);

describe.each(pages)('%s', (page) => {
  it('links only to files that exist', () => {
    const text = readFileSync(join(root, page), 'utf8').replace(CODE, '');
    for (const match of text.matchAll(LINK)) {
      const target = join(root, dirname(page), decodeURI(match[1] as string));
      expect(existsSync(target), `${page} links to ${match[1]}`).toBe(true);
    }
  });
});

describe('docs/errors.md', () => {
  it('says what the tables in the sources say (pnpm run docs:errors writes it)', async () => {
    expect(readFileSync(join(root, 'docs/errors.md'), 'utf8')).toBe(await buildErrorDocs());
  });
});

describe.each(
  listWorkspacePackages().filter(({ folder }) => existsSync(join(root, folder, 'src/errors.ts'))),
)('the error codes of $folder', ({ path }) => {
  it('are all used in its sources', () => {
    const codes = readFileSync(join(path, 'src/errors.ts'), 'utf8').match(/^ {2}(JOURNAL_[A-Z_]+):/gm) ?? [];
    const sources = listFiles(join(path, 'src'))
      .filter((file) => file !== 'errors.ts' && !file.endsWith('.test.ts'))
      .map((file) => readFileSync(join(path, 'src', file), 'utf8'))
      .join('\n');
    expect(codes.length).toBeGreaterThan(0);
    for (const code of codes) expect(sources).toContain(code.trim().replace(':', ''));
  });
});

describe('the decision index', () => {
  it('lists every record', () => {
    const index = readFileSync(join(root, 'docs/decisions/README.md'), 'utf8');
    for (const file of listFiles(join(root, 'docs/decisions'))) {
      if (file !== 'README.md') expect(index).toContain(`(${file})`);
    }
  });
});

describe('bench/README.md', () => {
  it('says of each goal that is not reached what was tried and what would be needed', () => {
    const readme = readFileSync(join(root, 'bench/README.md'), 'utf8');
    const goals = [...readme.matchAll(/^\| `[\w-]+` \| (.+?) \| .* \| (\*\*no\*\*|yes) \|$/gm)];
    expect(goals.length).toBeGreaterThan(30);
    const reasons = readme.slice(readme.indexOf('## What is not reached, and why'));
    for (const [, goal, reached] of goals) {
      if (reached === '**no**') expect(reasons).toContain(`\n| ${goal} |`);
    }
  });
});
