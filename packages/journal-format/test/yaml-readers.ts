import { spawnSync } from 'node:child_process';
import { load as loadYaml3 } from 'js-yaml-3';
import { load as loadYaml4 } from 'js-yaml-4';
import { parse } from 'yaml';
import { readFrontmatter } from '../src/frontmatter.js';

/** What reads frontmatter in other people's programs, and our own. */
export const YAML_READERS: readonly [name: string, read: (yaml: string) => unknown][] = [
  ['js-yaml 3', loadYaml3],
  ['js-yaml 4', loadYaml4],
  ['yaml 1.1', (text) => parse(text, { version: '1.1' })],
  ['yaml 1.2', (text) => parse(text, { version: '1.2' })],
  ['our own', (text) => readFrontmatter(`---\n${text}\n---\n`)],
];

/** A Python that has PyYAML: `apt-get install python3-yaml` gives it to Debian's. */
const python = ['python3', '/usr/bin/python3'].find(
  (command) => spawnSync(command, ['-c', 'import yaml']).status === 0,
);

/** Where a test of PyYAML can run; in CI it must. */
export const mayTestPyYaml = python !== undefined || process.env.CI === 'true';

const READ_ALL =
  'import sys, yaml, json; print(json.dumps([yaml.safe_load(text) for text in json.load(sys.stdin)], default=str))';

/** What PyYAML reads from each text; dates as text. */
export function readWithPyYaml(texts: readonly string[]): Record<string, unknown>[] {
  const { stdout, stderr } = spawnSync(python ?? 'python3', ['-c', READ_ALL], {
    input: JSON.stringify(texts),
    encoding: 'utf8',
    maxBuffer: 1e9,
  });
  if (stderr !== '') throw new Error(stderr);
  return JSON.parse(stdout);
}
