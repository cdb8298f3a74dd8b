import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  findContentProblems,
  findPublintProblems,
  findTypeProblems,
} from '../scripts/release/find-tarball-problems.js';
import { createForeignProject, type ForeignProject } from '../scripts/release/foreign-project.js';
import { packPackages } from '../scripts/release/pack-packages.js';
import { listPublishedPackages } from '../scripts/release/published-packages.js';
import { runOk } from './run-command.js';
import { root } from './workspace.js';

const folder = mkdtempSync(join(tmpdir(), 'opta-packed-'));
let tarballs: ReadonlyMap<string, string> = new Map();

/** The oldest TypeScript that we promise, so that newer syntax in a declaration shows. */
const CONSUMER_TYPESCRIPT = '5.7.3';
/** What the Opta CLI is compiled with, and the zod that it has. */
const CLI_TYPESCRIPT = '5.9.3';
const CLI_ZOD = '3.25.76';

beforeAll(async () => {
  tarballs = await packPackages(root, folder);
}, 240_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.each(listPublishedPackages(root))('the tarball of $manifest.name', ({ manifest }) => {
  const tarball = () => tarballs.get(manifest.name) as string;

  it('passes publint', async () => {
    expect(await findPublintProblems(tarball())).toEqual([]);
  });

  it('has the right types', async () => {
    expect(await findTypeProblems(tarball())).toEqual([]);
  });

  it('names real versions of its siblings, ships its README and licence, and no sources', () => {
    expect(findContentProblems(tarball())).toEqual([]);
  });
});

describe('a foreign ESM TypeScript project', () => {
  let project: ForeignProject;

  beforeAll(async () => {
    project = await createForeignProject({
      path: join(folder, 'project'),
      manager: 'npm',
      tarballs,
      dependencies: { zod: CLI_ZOD },
      devDependencies: {
        typescript: CONSUMER_TYPESCRIPT,
        'typescript-of-cli': `npm:typescript@${CLI_TYPESCRIPT}`,
        '@types/node': '20.19.25',
      },
    });
    cpSync(join(root, 'tests/consumer'), join(project.path, 'src'), { recursive: true });
    cpSync(join(root, 'examples/opta-cli/src'), join(project.path, 'src/opta-cli'), { recursive: true });
    writeFileSync(
      join(project.path, 'tsconfig.json'),
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
  }, 240_000);

  it.each(['typescript', 'typescript-of-cli'])(
    'type-checks with %s, without skipLibCheck',
    async (compiler) => {
      const program = join('node_modules', compiler, 'lib/tsc.js');
      const { exitCode, stdout } = await project.runNode(program, '-p', 'tsconfig.json');
      expect(stdout).toBe('');
      expect(exitCode).toBe(0);
    },
  );

  it('has the zod that it asked for beside that of the journal', () => {
    const zod = readFileSync(join(project.path, 'node_modules/zod/package.json'), 'utf8');
    expect(JSON.parse(zod).version).toBe(CLI_ZOD);
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
    const output = await project.runNodeOk('--input-type=module', '--eval', code);
    expect(output).toBe(
      '2026-02-23-1430-studio-mac-implement-yjs-session-logs.md 200_2026-02-23_synced.md\n',
    );
  });

  it('has the command', async () => {
    const command = join(project.path, 'node_modules/.bin/opta-journal');
    expect(await runOk(command, ['--version'], { cwd: project.path })).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  it('uses only the formatter', async () => {
    const output = await project.runNodeOk('out/formatter.js');
    expect(output).toBe('007_2026-02-24_raise-the-context-window.md\n');
  });

  it('serves the viewer with all its files', async () => {
    const answers = JSON.parse(await project.runNodeOk('out/viewer.js'));
    expect(Object.keys(answers).length).toBeGreaterThan(3);
    expect(new Set(Object.values(answers))).toEqual(new Set([200]));
  });

  it('journals a bus of its own', async () => {
    const { session, update } = JSON.parse(await project.runNodeOk('out/runtime.js'));
    const log = readFileSync(join(project.path, 'logs/sessions', session), 'utf8');
    expect(log).toContain('| model_loaded | 1 |');
    expect(log).toContain('out of memory');
    expect(readFileSync(join(project.path, 'logs/updates', update), 'utf8')).toContain('id: 200\n');
  });
});
