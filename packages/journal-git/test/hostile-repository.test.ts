import { existsSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listChangedFiles, readGitFacts } from '../src/index.js';
import { type Repository, useTemporaryFolders } from './repository.js';

const temporary = useTemporaryFolders();

/** A repository with a changed file, and a script that leaves a trace when it is run. */
function hostileRepository(): { repository: Repository; script: string; wasRun: () => boolean } {
  const repository = temporary.repository();
  repository.write('.gitattributes', '*.txt filter=own=filter diff=own\n');
  repository.write('a.txt', 'one\n');
  repository.write('b.txt', 'base\n');
  repository.commitAll();
  repository.write('c.txt', 'else\n');
  repository.commitAll();
  const trace = join(temporary.folder(), 'trace');
  const script = join(temporary.folder(), 'script.sh');
  writeFileSync(script, `#!/bin/sh\necho ran >> '${trace}'\ncat "$1" 2>/dev/null || true\n`, { mode: 0o755 });
  // The same size as before, so that only the content can tell.
  repository.write('a.txt', 'two\n');
  repository.git('mv', 'b.txt', 'renamed.txt');
  return { repository, script, wasRun: () => existsSync(trace) };
}

async function readAll(repository: Repository): Promise<void> {
  const facts = await readGitFacts(repository.root);
  expect(facts?.dirty).toBe(true);
  for (const since of [undefined, 'HEAD~1']) {
    const changed = await listChangedFiles(repository.root, since === undefined ? {} : { since });
    expect(changed?.modified).toContain('a.txt');
    expect(changed?.renamed).toEqual([{ from: 'b.txt', to: 'renamed.txt' }]);
  }
}

describe('a repository whose configuration names programs', () => {
  it.each([
    ['core.fsmonitor'],
    ['diff.external'],
    ['diff.own.command'],
    ['diff.own.textconv'],
    ['filter.own=filter.clean'],
    ['filter.own=filter.process'],
    ['core.pager'],
    ['pager.status'],
  ])('does not get %s run', async (setting) => {
    const { repository, script, wasRun } = hostileRepository();
    repository.git('config', setting, script);
    await readAll(repository);
    expect(wasRun()).toBe(false);
  });

  it('does not get a filter run that an included file defines and that is required', async () => {
    const { repository, script, wasRun } = hostileRepository();
    repository.write('.git/more', `[filter "own=filter"]\n\tclean = ${script}\n\trequired = true\n`);
    repository.git('config', 'include.path', 'more');
    await readAll(repository);
    expect(wasRun()).toBe(false);
  });

  it('does not get a hook run', async () => {
    const { repository, script, wasRun } = hostileRepository();
    // An unchanged file with another time makes git want to rewrite its index.
    utimesSync(join(repository.root, 'c.txt'), 1, 1);
    writeFileSync(join(repository.root, '.git/hooks/post-index-change'), `#!/bin/sh\n${script}\n`, {
      mode: 0o755,
    });
    await readAll(repository);
    expect(wasRun()).toBe(false);
  });

  it('does not fetch what a partial clone misses by a program that it names', async () => {
    const { repository, script, wasRun } = hostileRepository();
    const blob = repository.git('rev-parse', 'HEAD:b.txt').trim();
    repository.git('config', 'core.repositoryFormatVersion', '1');
    repository.git('config', 'extensions.partialClone', 'origin');
    repository.git('config', 'remote.origin.url', 'ssh://example.invalid/x');
    repository.git('config', 'remote.origin.promisor', 'true');
    repository.git('config', 'core.sshCommand', script);
    // A rename with a changed content has to be compared with what is not there.
    repository.write('renamed.txt', 'base\nmore\n');
    repository.remove(join('.git/objects', blob.slice(0, 2), blob.slice(2)));
    await readGitFacts(repository.root);
    await listChangedFiles(repository.root, { since: 'HEAD~1' });
    expect(wasRun()).toBe(false);
  });

  it('is known to run programs where git is used without care', () => {
    const { repository, script, wasRun } = hostileRepository();
    repository.git('config', 'filter.own=filter.clean', script);
    repository.git('status');
    expect(wasRun()).toBe(true);
  });
});
