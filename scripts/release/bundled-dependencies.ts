import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { listFiles } from '../../tests/workspace.js';

/** Which of a package's development dependencies its page for browsers imports: the bundler puts them into the tarball. */
export function listBundledDependencies(path: string, candidates: readonly string[]): string[] {
  const sources = listFiles(path).filter((file) => /^app\/.*\.tsx?$/.test(file) && !file.includes('.test.'));
  const text = sources.map((file) => readFileSync(join(path, file), 'utf8')).join('\n');
  const imported = new Set(
    [...text.matchAll(/from '((?:@[^/']+\/)?[^./'][^/']*)/g)].map(([, name = '']) => name),
  );
  return candidates.filter((name) => imported.has(name) && !name.startsWith('@types/'));
}
