import { readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findRepositoryRoot, listChangedFiles, readGitFacts } from '../src/index.js';
import { useTemporaryFolders } from './repository.js';

const temporary = useTemporaryFolders();
const path = process.env.PATH;
let programs = '';

/** Puts a program of another kind in git's place. */
function replaceGit(script: string): void {
  writeFileSync(join(programs, 'git'), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
}

beforeEach(() => {
  programs = temporary.folder();
  process.env.PATH = `${programs}${delimiter}${path}`;
});

afterEach(() => {
  process.env.PATH = path;
});

describe('a git that fails', () => {
  it.each([
    ['prints without end', 'exec yes'],
    ['prints nothing and fails', 'exit 128'],
    ['is killed', 'kill -9 $$'],
  ])('that %s is as good as no repository', async (_name, script) => {
    replaceGit(script);
    const folder = temporary.folder();
    expect(await findRepositoryRoot(folder)).toBeUndefined();
    expect(await readGitFacts(folder)).toBeUndefined();
    expect(await listChangedFiles(folder)).toBeUndefined();
  });

  it('that hangs is given up', async () => {
    replaceGit('exec sleep 600');
    expect(await listChangedFiles(temporary.folder())).toBeUndefined();
  });

  it('that is too old for what keeps filters from running compares nothing', async () => {
    const repository = temporary.repository();
    repository.write('a', '1');
    replaceGit(
      `for word in "$@"; do case "$word" in --show-scope) exit 129;; status) exit 1;; esac; done\nPATH='${path}' exec git "$@"`,
    );
    expect(await readGitFacts(repository.root)).toEqual({ root: repository.root, branch: 'main' });
    expect(await listChangedFiles(repository.root)).toBeUndefined();
  });

  it('gets an environment without prompts, locks, network and settings of another repository', async () => {
    const trace = join(programs, 'trace');
    replaceGit(`env > '${trace}'; exit 1`);
    process.env.GIT_INDEX_FILE = '/nowhere';
    process.env.GIT_CONFIG_PARAMETERS = "'core.fsmonitor=/evil'";
    process.env.GIT_EXTERNAL_DIFF = '/evil';
    try {
      await findRepositoryRoot(programs);
    } finally {
      delete process.env.GIT_INDEX_FILE;
      delete process.env.GIT_CONFIG_PARAMETERS;
      delete process.env.GIT_EXTERNAL_DIFF;
    }
    const variables = readFileSync(trace, 'utf8')
      .split('\n')
      .filter((line) => /^(?:GIT_|LC_ALL=)/.test(line));
    expect(variables.sort()).toEqual([
      'GIT_ALLOW_PROTOCOL=none',
      'GIT_CONFIG_COUNT=0',
      'GIT_CONFIG_GLOBAL=/dev/null',
      'GIT_CONFIG_NOSYSTEM=1',
      'GIT_NO_LAZY_FETCH=1',
      'GIT_OPTIONAL_LOCKS=0',
      'GIT_TERMINAL_PROMPT=0',
      'LC_ALL=C',
    ]);
  });
});
