import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommand, runOk } from './run-command.js';
import { listWorkspacePackages, readManifest, root } from './workspace.js';

const published = listWorkspacePackages().filter(({ manifest }) => manifest.private !== true);
const pnpm = readManifest('.').packageManager as string;
const folder = mkdtempSync(join(tmpdir(), 'opta-packed-'));
const project = join(folder, 'project');
const tarballs = new Map<string, string>();

/** The oldest TypeScript that we promise, so that newer syntax in a declaration shows. */
const CONSUMER_TYPESCRIPT = '5.7.3';
/** What the Opta CLI is compiled with, and the zod that it has. */
const CLI_TYPESCRIPT = '5.9.3';
const CLI_ZOD = '3.25.76';

beforeAll(async () => {
  for (const { path, manifest } of published) {
    const before = new Set(readdirSync(folder));
    await runOk('npx', ['--yes', pnpm, 'pack', '--pack-destination', folder], { cwd: path });
    const made = readdirSync(folder).filter((file) => file.endsWith('.tgz') && !before.has(file));
    expect(made, `${manifest.name} gives one tarball`).toHaveLength(1);
    tarballs.set(manifest.name, join(folder, made[0] as string));
  }
}, 240_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.each(published)('the tarball of $manifest.name', ({ manifest }) => {
  it('passes publint', async () => {
    const tarball = tarballs.get(manifest.name) as string;
    const { exitCode, stdout, stderr } = await runCommand(
      'npx',
      ['--no-install', 'publint', '--strict', tarball],
      { cwd: root },
    );
    expect(exitCode, stdout + stderr).toBe(0);
  });

  it('has the right types', async () => {
    const tarball = tarballs.get(manifest.name) as string;
    const { exitCode, stdout, stderr } = await runCommand(
      'npx',
      ['--no-install', 'attw', tarball, '--profile', 'esm-only', '--format', 'ascii'],
      { cwd: root },
    );
    expect(exitCode, stdout + stderr).toBe(0);
  });

  it('names real versions of its siblings and ships its README', async () => {
    const tarball = tarballs.get(manifest.name) as string;
    const packed = JSON.parse(
      await runOk('tar', ['-xzOf', tarball, 'package/package.json'], { cwd: folder }),
    );
    expect(JSON.stringify(packed.dependencies ?? {})).not.toMatch(/workspace:|catalog:/);
    expect(JSON.stringify(packed.exports)).not.toContain('@opta/source');
    const files = (await runOk('tar', ['-tzf', tarball], { cwd: folder })).split('\n');
    expect(files).toEqual(expect.arrayContaining(['package/README.md', 'package/LICENSE']));
    expect(files.filter((file) => /\.test\.|\/src\//.test(file))).toEqual([]);
  });
});

describe('a foreign ESM TypeScript project', () => {
  beforeAll(async () => {
    mkdirSync(project);
    cpSync(join(root, 'tests/consumer'), join(project, 'src'), { recursive: true });
    cpSync(join(root, 'examples/opta-cli/src'), join(project, 'src/opta-cli'), { recursive: true });
    writeFileSync(
      join(project, 'package.json'),
      JSON.stringify({
        name: 'consumer',
        private: true,
        type: 'module',
        dependencies: {
          ...Object.fromEntries([...tarballs].map(([name, tarball]) => [name, `file:${tarball}`])),
          zod: CLI_ZOD,
        },
        devDependencies: {
          typescript: CONSUMER_TYPESCRIPT,
          'typescript-of-cli': `npm:typescript@${CLI_TYPESCRIPT}`,
          '@types/node': '20.19.25',
        },
      }),
    );
    writeFileSync(
      join(project, 'tsconfig.json'),
      JSON.stringify({
        compilerOptions: {
          target: 'ES2022',
          module: 'NodeNext',
          moduleResolution: 'NodeNext',
          strict: true,
          exactOptionalPropertyTypes: true,
          noUncheckedIndexedAccess: true,
          skipLibCheck: false,
          outDir: 'out',
          rootDir: 'src',
        },
        include: ['src'],
      }),
    );
    await runOk('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline'], { cwd: project });
  }, 240_000);

  it.each(['typescript', 'typescript-of-cli'])(
    'type-checks with %s, without skipLibCheck',
    async (compiler) => {
      const program = join('node_modules', compiler, 'lib/tsc.js');
      const { exitCode, stdout } = await runCommand(process.execPath, [program, '-p', 'tsconfig.json'], {
        cwd: project,
      });
      expect(stdout).toBe('');
      expect(exitCode).toBe(0);
    },
  );

  it('has the zod that it asked for beside that of the journal', () => {
    expect(JSON.parse(readFileSync(join(project, 'node_modules/zod/package.json'), 'utf8')).version).toBe(
      CLI_ZOD,
    );
  });

  it('writes both logs of the Opta CLI', async () => {
    const code = `
      import { writeSessionLog } from './out/opta-cli/session-log.js';
      import { writeUpdateLog } from './out/opta-cli/update-log.js';
      const now = new Date('2026-02-23T14:30:00Z');
      const session = { id: 'aSvhdPW4kcuw', title: 'Implement Yjs session logs', model: 'tiny', created: now.toISOString(), messages: [] };
      const chat = await writeSessionLog(session, { cwd: '.', logsDir: 'logs/chats', user: 'tester', device: 'Studio Mac', timezone: 'UTC', now });
      const update = await writeUpdateLog({ summary: 'Synced.', commandInputs: {}, steps: [], cwd: '.', logsDir: 'logs/cli', rangeStart: 200, rangeEnd: 299, now });
      console.log(chat.fileName, update.fileName);`;
    const output = await runOk(process.execPath, ['--input-type=module', '--eval', code], { cwd: project });
    expect(output).toBe(
      '2026-02-23-1430-studio-mac-implement-yjs-session-logs.md 200_2026-02-23_synced.md\n',
    );
  });

  it('has the command', async () => {
    const bin = join(project, 'node_modules/.bin/opta-journal');
    expect(await runOk(bin, ['--version'], { cwd: project })).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  it('uses only the formatter', async () => {
    const output = await runOk(process.execPath, ['out/formatter.js'], { cwd: project });
    expect(output).toBe('007_2026-02-24_raise-the-context-window.md\n');
  });

  it('serves the viewer with all its files', async () => {
    const answers = JSON.parse(await runOk(process.execPath, ['out/viewer.js'], { cwd: project }));
    expect(Object.keys(answers).length).toBeGreaterThan(3);
    expect(new Set(Object.values(answers))).toEqual(new Set([200]));
  });

  it('journals a bus of its own', async () => {
    const { session, update } = JSON.parse(
      await runOk(process.execPath, ['out/runtime.js'], { cwd: project }),
    );
    const log = readFileSync(join(project, 'logs/sessions', session), 'utf8');
    expect(log).toContain('| model_loaded | 1 |');
    expect(log).toContain('out of memory');
    expect(readFileSync(join(project, 'logs/updates', update), 'utf8')).toContain('id: 200\n');
  });
});
