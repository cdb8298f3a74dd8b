import { execFileSync } from 'node:child_process';
import { placeExample } from './place-example.js';

/**
 * Runs an example of a package's README from the sources, in an empty folder.
 *
 * @returns what it prints
 */
export function runExample(
  code: string,
  packageDirectory: string,
  options: { environment?: Readonly<Record<string, string>> } = {},
): string {
  const { words, directory } = placeExample(code, packageDirectory);
  return execFileSync(process.execPath, words, {
    cwd: directory,
    encoding: 'utf8',
    env: { ...process.env, ...options.environment },
  });
}
