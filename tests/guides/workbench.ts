import { execFileSync, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { root } from '../workspace.js';
import type { CodeBlock, Guide } from './guide.js';

/** Where a guide says so by `<!-- runs in a copy of examples/a-day -->`, its commands find logs. */
const COPY_OF = /<!-- runs in a copy of (\S+) -->/;

const TSCONFIG = {
  extends: join(root, 'tsconfig.base.json'),
  // The declarations that were built: the sources of all packages take the compiler ten times as long.
  compilerOptions: { customConditions: [] },
  include: ['blocks'],
};

/** A folder in which packages and the command, as they were built, are found as a reader of the guides has them. */
export class Workbench {
  readonly folder = mkdtempSync(join(tmpdir(), 'opta-guides-'));

  constructor() {
    const modules = join(this.folder, 'node_modules');
    for (const name of readdirSync(join(root, 'packages')).filter((name) => name.startsWith('journal-'))) {
      this.#link(join(root, 'packages', name), join(modules, '@opta', name));
    }
    const example = join(root, 'examples/own-server/node_modules');
    for (const name of [
      '@hono/node-server',
      '@types/express',
      '@types/node',
      'express',
      'fastify',
      'hono',
      'tsx',
    ]) {
      this.#link(join(example, name), join(modules, name));
    }
    this.#link(join(root, 'packages/journal-cli/bin/opta-journal.js'), join(this.folder, 'bin/opta-journal'));
    writeFileSync(join(this.folder, 'package.json'), '{"type":"module"}\n');
    writeFileSync(join(this.folder, 'tsconfig.json'), JSON.stringify(TSCONFIG));
  }

  /** Makes the repository in which the blocks of a guide run. */
  prepare(guide: Guide): void {
    const folder = this.folderOf(guide);
    mkdirSync(folder);
    const [, copied] = COPY_OF.exec(guide.text) ?? [];
    for (const name of copied === undefined ? [] : ['12-Session-Logs', 'updates']) {
      cpSync(join(root, copied as string, name), join(folder, name), { recursive: true });
    }
    writeFileSync(
      join(folder, 'package.json'),
      '{ "name": "studio", "version": "1.4.0", "type": "module" }\n',
    );
    const git = (...words: string[]) =>
      execFileSync('git', ['-c', 'user.name=Ann', '-c', 'user.email=ann@example.com', ...words], {
        cwd: folder,
      });
    git('init', '--quiet', '--initial-branch=main');
    git('add', '.');
    git('commit', '--quiet', '--message=First');
  }

  /** Writes the TypeScript of a block where the compiler and Node look for it. */
  place(guide: Guide, block: CodeBlock): void {
    const path = this.#pathOf(guide, block);
    mkdirSync(dirname(path), { recursive: true });
    // A module even where it imports nothing, so that blocks do not share names.
    writeFileSync(path, `${block.code}\nexport {};\n`);
  }

  /** What the compiler says of all blocks that were placed; each mistake with guide and line. */
  compile(): string {
    const compiler = join(root, 'node_modules/typescript/bin/tsc');
    const { stdout } = spawnSync(process.execPath, [compiler, '-p', '.'], {
      cwd: this.folder,
      encoding: 'utf8',
    });
    return stdout;
  }

  /** Runs a block to its end and gives what it printed, on either stream. */
  run(guide: Guide, block: CodeBlock): { exitCode: number | null; printed: string } {
    const words =
      block.language === 'ts' ? `exec node --import tsx '${this.#pathOf(guide, block)}'` : block.code;
    const folder = this.folderOf(guide);
    const { status, stdout } = spawnSync('bash', ['-e', '-o', 'pipefail', '-c', `exec 2>&1\n${words}`], {
      cwd: folder,
      encoding: 'utf8',
      timeout: 60_000,
      env: {
        PATH: [join(this.folder, 'bin'), dirname(process.execPath), process.env.PATH].join(delimiter),
        HOME: join(this.folder, 'home'),
        XDG_STATE_HOME: join(this.folder, 'state'),
        XDG_CACHE_HOME: join(this.folder, 'cache'),
        GIT_AUTHOR_NAME: 'Ann',
        GIT_AUTHOR_EMAIL: 'ann@example.com',
        GIT_COMMITTER_NAME: 'Ann',
        GIT_COMMITTER_EMAIL: 'ann@example.com',
        USER: 'ann',
        OPTA_DEVICE: 'studio',
        TZ: 'UTC',
        LC_ALL: 'C.UTF-8',
      },
    });
    return { exitCode: status, printed: stdout };
  }

  /** Saves a block that has a name. */
  save(guide: Guide, block: CodeBlock): void {
    const path = join(this.folderOf(guide), block.file as string);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, block.code);
  }

  close(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Where the blocks of a guide run. */
  folderOf(guide: Guide): string {
    return join(this.folder, guide.name.replace('.md', ''));
  }

  #pathOf(guide: Guide, block: CodeBlock): string {
    return join(this.folder, 'blocks', `${guide.name}-${block.lineNumber}.ts`);
  }

  #link(target: string, path: string): void {
    if (!existsSync(target)) throw new Error(`${target} is not there: pnpm install`);
    mkdirSync(dirname(path), { recursive: true });
    symlinkSync(target, path);
  }
}
