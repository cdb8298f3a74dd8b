import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fromSources } from './from-sources.js';
import { makeTemporaryFolder } from './make-temporary-folder.js';

/** What makes the names of a package, its own included, resolve as they do inside it. */
const RESOLVED_BY = ['package.json', 'node_modules', 'src'];

export interface PlacedExample {
  /** Behind `node`: they run it. */
  words: string[];
  /** An empty folder to run it in. */
  directory: string;
}

/**
 * Writes an example of a package's README where it imports from the sources what the package may import, and the
 * package itself. It goes when the test has ended.
 */
export function placeExample(code: string, packageDirectory: string): PlacedExample {
  const folder = makeTemporaryFolder();
  for (const name of RESOLVED_BY) symlinkSync(join(packageDirectory, name), join(folder, name));
  const path = join(folder, 'example.ts');
  writeFileSync(path, code);
  const directory = join(folder, 'empty');
  mkdirSync(directory);
  return { words: [...fromSources(), path], directory };
}
