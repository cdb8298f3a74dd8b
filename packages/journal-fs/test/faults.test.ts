import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  claimFile,
  ensureStateDirectory,
  errnoOf,
  type FileProgram,
  type FileSystem,
  nodeFileSystem,
  publishFile,
  publishUnderFreeName,
  runProgram,
  runProgramSync,
} from '@opta/journal-fs';
import {
  CrashError,
  crashAt,
  createFaultFileSystem,
  type FaultFileSystem,
  type FaultPlan,
  failAt,
  failEvery,
  failFrom,
} from 'test-kit';
import { describe, expect, it } from 'vitest';

const CONTENT = 'the whole content\n'.repeat(50);
const OLD = 'what stood here before\n';
const TEMPORARY = /^[0-9a-f]{32}\.(?:tmp|claim)$/;
const NO_LINKS: FaultPlan = failEvery('link', 'EPERM');

interface Scenario {
  title: string;
  program(directory: string): FileProgram<unknown>;
  /** Makes the folder as the program finds it. */
  prepare?(directory: string): void;
  /** Faults of the file system itself, in every run. */
  background?: FaultPlan;
  /** Path of the final name inside the folder. */
  final: string;
  /** What may stand under the final name beside the whole content and nothing. */
  before?: string;
  /** With exclusive creation in place, a crash may leave a part: the name is taken, which is the promise. */
  mayBePart?: boolean;
}

const withState = (directory: string) =>
  void runProgramSync(ensureStateDirectory(directory), nodeFileSystem.sync);
const claim = (directory: string) =>
  claimFile({
    directory: join(directory, '.opta-journal/claims'),
    temporaryDirectory: join(directory, '.opta-journal/tmp'),
    name: '7.json',
    content: CONTENT,
  });
const publish = (directory: string, replace = false) =>
  publishFile({ directory, name: 'final.md', content: CONTENT, replace });

const scenarios: Scenario[] = [
  { title: 'publishing into a new folder', program: (directory) => publish(directory), final: 'final.md' },
  {
    title: 'publishing into a known folder',
    prepare: withState,
    program: (directory) => publish(directory),
    final: 'final.md',
  },
  {
    title: 'publishing without hard links',
    prepare: withState,
    background: NO_LINKS,
    program: (directory) => publish(directory),
    final: 'final.md',
  },
  {
    title: 'replacing',
    prepare(directory) {
      withState(directory);
      writeFileSync(join(directory, 'final.md'), OLD);
    },
    program: (directory) => publish(directory, true),
    final: 'final.md',
    before: OLD,
  },
  {
    title: 'publishing under a free name',
    prepare: withState,
    program: (directory) => publishUnderFreeName({ directory, names: ['final.md'], content: CONTENT }),
    final: 'final.md',
  },
  { title: 'claiming', prepare: withState, program: claim, final: '.opta-journal/claims/7.json' },
  {
    title: 'claiming without hard links',
    prepare: withState,
    background: NO_LINKS,
    program: claim,
    final: '.opta-journal/claims/7.json',
    mayBePart: true,
  },
];

/** One run in a folder of its own. */
interface Run {
  directory: string;
  fileSystem: FaultFileSystem<FileSystem>;
  result?: unknown;
  error?: unknown;
}

async function run(scenario: Scenario, plan: FaultPlan, driver: 'sync' | 'async'): Promise<Run> {
  const directory = join(mkdtempSync(join(tmpdir(), 'journal-fs-')), 'logs');
  if (scenario.prepare !== undefined) {
    mkdirSync(directory);
    scenario.prepare(directory);
  }
  const fileSystem = createFaultFileSystem(
    nodeFileSystem,
    (call) => plan(call) ?? scenario.background?.(call),
  );
  try {
    const program = scenario.program(directory);
    const result =
      driver === 'sync'
        ? runProgramSync(program, fileSystem.sync)
        : await runProgram(program, fileSystem.async);
    return { directory, fileSystem, result };
  } catch (error) {
    return { directory, fileSystem, error };
  }
}

function finish({ directory, fileSystem }: Run): void {
  fileSystem.closeLeft();
  rmSync(join(directory, '..'), { recursive: true, force: true });
}

/** Whatever happened: the final name is absent or whole, and nothing lies about outside the temporary folder. */
function expectWholeOrAbsent(scenario: Scenario, { directory }: Run): void {
  const path = join(directory, scenario.final);
  const allowed: unknown[] = [scenario.before, CONTENT];
  if (existsSync(path) && scenario.mayBePart !== true) expect(allowed).toContain(readFileSync(path, 'utf8'));
  if (scenario.before !== undefined) expect(existsSync(path)).toBe(true);
  if (!existsSync(directory)) return;
  for (const name of readdirSync(directory)) expect(['.opta-journal', 'final.md']).toContain(name);
  const state = join(directory, '.opta-journal');
  if (!existsSync(state)) return;
  for (const name of readdirSync(state)) expect(['.gitignore', 'README.md', 'claims', 'tmp']).toContain(name);
  if (!existsSync(join(state, 'tmp'))) return;
  for (const name of readdirSync(join(state, 'tmp'))) expect(name).toMatch(TEMPORARY);
}

function leftovers({ directory }: Run): string[] {
  const path = join(directory, '.opta-journal/tmp');
  return existsSync(path) ? readdirSync(path) : [];
}

describe.each(scenarios)('$title', (scenario) => {
  async function countCalls(): Promise<number> {
    const undisturbed = await run(scenario, () => undefined, 'sync');
    expect(undisturbed.error).toBeUndefined();
    expect(readFileSync(join(undisturbed.directory, scenario.final), 'utf8')).toBe(CONTENT);
    expect(leftovers(undisturbed)).toEqual([]);
    expect(undisturbed.fileSystem.openDescriptors.size).toBe(0);
    finish(undisturbed);
    return undisturbed.fileSystem.calls.length;
  }

  it.each(['sync', 'async'] as const)('survives a crash before and after every call (%s)', async (driver) => {
    const count = await countCalls();
    for (let index = 1; index <= count; index += 1) {
      for (const when of ['before', 'after'] as const) {
        const crashed = await run(scenario, crashAt(index, when), driver);
        expect(crashed.error, `call ${index}`).toBeInstanceOf(CrashError);
        expectWholeOrAbsent(scenario, crashed);

        // The next process finds its way whatever was left.
        const isThere = existsSync(join(crashed.directory, scenario.final));
        const isBlocked = leftovers(crashed).some((name) => name.endsWith('.claim'));
        let outcome: unknown;
        try {
          outcome = runProgramSync(scenario.program(crashed.directory), nodeFileSystem.sync);
        } catch (error) {
          outcome = (error as { code?: string }).code;
        }
        if (isThere && scenario.before === undefined) expect(['JOURNAL_FS_EXISTS', false]).toContain(outcome);
        else if (!isBlocked) expect(['JOURNAL_FS_EXISTS', false]).not.toContain(outcome);
        expectWholeOrAbsent(scenario, crashed);
        finish(crashed);
      }
    }
  });

  it.each(['EIO', 'ENOSPC', 'EMFILE', 'EROFS'])(
    'reports %s at every call, closes its descriptors and leaves nothing half done',
    async (errno) => {
      const count = await countCalls();
      for (let index = 1; index <= count; index += 1) {
        const failed = await run(scenario, failAt(index, errno), 'sync');
        const call = failed.fileSystem.calls[index - 1];
        expectWholeOrAbsent(scenario, failed);
        expect(failed.fileSystem.openDescriptors.size, `call ${index} ${call?.name}`).toBe(0);
        if (failed.error === undefined) {
          // Only cleaning up may fail without a word: the work is done.
          expect(['unlink', 'close']).toContain(call?.name);
          expect(readFileSync(join(failed.directory, scenario.final), 'utf8')).toBe(CONTENT);
        } else {
          expect(failed.error).toMatchObject({ code: 'JOURNAL_FS_IO', facts: { errno } });
          expect(errnoOf(failed.error)).toBe(errno);
        }
        if (call?.name !== 'unlink') expect(leftovers(failed), `call ${index} ${call?.name}`).toEqual([]);
        finish(failed);
      }
    },
  );

  it('reports the first error although every clean-up fails as well', async () => {
    const count = await countCalls();
    for (let index = 1; index <= count; index += 1) {
      const plan: FaultPlan = (call) => failAt(index, 'ENOSPC')(call) ?? failFrom(index + 1, 'EIO')(call);
      const failed = await run(scenario, plan, 'sync');
      const name = failed.fileSystem.calls[index - 1]?.name;
      const isFirst = errnoOf(failed.error) === 'ENOSPC';
      // Where the first failure was one of cleaning up, the next one is the first that counts.
      if (!isFirst) expect(['unlink', 'close', 'link']).toContain(name);
      if (failed.error === undefined) expect(['unlink', 'close']).toContain(name);
      expect(failed.fileSystem.openDescriptors.size).toBe(0);
      expectWholeOrAbsent(scenario, failed);
      finish(failed);
    }
  });
});
