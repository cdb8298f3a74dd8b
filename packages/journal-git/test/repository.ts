import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { GIT_IDENTITY } from 'test-kit';
import { afterEach, beforeEach } from 'vitest';

/** A real repository in a folder of its own, untouched by the configuration of whoever runs the tests. */
export class Repository {
  constructor(readonly root: string) {}

  git(...args: string[]): string {
    return execFileSync('git', [...GIT_IDENTITY, ...args], {
      cwd: this.root,
      encoding: 'utf8',
      env: cleanEnvironment(),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  }

  write(path: string, content: string): void {
    const file = join(this.root, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }

  remove(path: string): void {
    rmSync(join(this.root, path));
  }

  /** @returns the full commit */
  commitAll(message = 'change'): string {
    this.git('add', '--all');
    this.git('commit', '--quiet', '--message', message);
    return this.head();
  }

  head(): string {
    return this.git('rev-parse', 'HEAD').trim();
  }
}

/** Temporary folders for each test; git sees no configuration but the repositories' own. */
export function useTemporaryFolders(): { folder(): string; repository(...args: string[]): Repository } {
  const folders: string[] = [];
  const before = new Map<string, string | undefined>();

  beforeEach(() => {
    for (const [name, value] of Object.entries({
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_CONFIG_NOSYSTEM: '1',
    })) {
      before.set(name, process.env[name]);
      process.env[name] = value;
    }
  });

  afterEach(() => {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
  });

  function folder(): string {
    const path = realpathSync(mkdtempSync(join(tmpdir(), 'journal-git-')));
    folders.push(path);
    return path;
  }

  return {
    folder,
    repository: (...args) => {
      const repository = new Repository(folder());
      repository.git('init', '--quiet', '--initial-branch=main', ...args);
      return repository;
    },
  };
}

function cleanEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_'));
  return { ...Object.fromEntries(kept), GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' };
}
