import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseLogFileName } from '@opta/journal-format';
import { ensureStateDirectory, type FileSystem, nodeFileSystem, runProgramSync } from '@opta/journal-fs';
import {
  CrashError,
  crashAt,
  createFaultFileSystem,
  type FaultFileSystem,
  type FaultPlan,
  failAt,
  failEvery,
  failFrom,
  withoutSync,
} from 'test-kit';
import { makeTemporaryFolder } from 'test-kit/vitest';
import { describe, expect, it } from 'vitest';
import { createJournalStore } from '../src/create-journal-store.js';
import type { EventLog } from '../src/event-log/event-log.js';
import { sampleStart } from './sample-start.js';

const FIRST = '2026-02-24-135626-mbp-1-events.jsonl';
const FOREIGN = '{"event_type":"another"}\n';
const disk = withoutSync(nodeFileSystem);

const none: FaultPlan = () => undefined;

interface Scenario {
  title: string;
  prepare?(directory: string): void;
  /** Faults of the file system itself, in every run. */
  background?: FaultPlan;
  /** The file is created in place: after a crash it may lack its first line. */
  isInPlace?: boolean;
}

const prepareState = (directory: string) => void runProgramSync(ensureStateDirectory(directory), disk.sync);

const scenarios: Scenario[] = [
  { title: 'in a new folder' },
  { title: 'in a known folder', prepare: prepareState },
  { title: 'without hard links', prepare: prepareState, background: failEvery('link', 'EPERM') },
  {
    title: 'beside files that have the first names',
    prepare(directory) {
      prepareState(directory);
      writeFileSync(join(directory, FIRST), FOREIGN);
      writeFileSync(join(directory, FIRST.replace('.jsonl', '-2.3.jsonl')), FOREIGN);
    },
  },
  {
    title: 'where a file is in the place of .opta-journal',
    prepare: (directory) => writeFileSync(join(directory, '.opta-journal'), ''),
    isInPlace: true,
  },
  {
    title: 'where .opta-journal is a link',
    prepare: (directory) => symlinkSync(makeTemporaryFolder(), join(directory, '.opta-journal')),
    isInPlace: true,
  },
  {
    title: 'where .opta-journal may not be written to',
    background: ({ name, args }) =>
      ['open', 'mkdir'].includes(name) && String(args[0]).includes('.opta-journal')
        ? { errno: 'EACCES' }
        : undefined,
    isInPlace: true,
  },
  { title: 'where nothing can be synced', background: failEvery('fsync', 'EINVAL'), isInPlace: true },
];

interface Run {
  directory: string;
  fileSystem: FaultFileSystem<FileSystem>;
  log?: EventLog;
  error?: unknown;
}

function open(directory: string, fileSystem: FileSystem): Promise<EventLog> {
  const store = createJournalStore({ sessionLogsDir: directory, updateLogsDir: directory, fileSystem });
  return store.openEventLog({ start: sampleStart(), reserveBytes: 10 });
}

async function run({ prepare, background = none }: Scenario, plan: FaultPlan = none): Promise<Run> {
  const directory = join(makeTemporaryFolder(), 'logs');
  if (prepare !== undefined) {
    mkdirSync(directory);
    prepare(directory);
  }
  const fileSystem = createFaultFileSystem(disk, (call) => plan(call) ?? background(call));
  try {
    return { directory, fileSystem, log: await open(directory, fileSystem) };
  } catch (error) {
    return { directory, fileSystem, error };
  }
}

async function countCalls(scenario: Scenario): Promise<number> {
  const { fileSystem, log } = await run(scenario);
  const { length } = fileSystem.calls;
  await log?.close();
  return length;
}

/** The event logs that a run has left, by their names. */
function eventLogsIn({ directory }: Run): Map<string, string> {
  if (!existsSync(directory)) return new Map();
  const names = readdirSync(directory).filter((name) => parseLogFileName(name)?.kind === 'events');
  const logs = names.map((name) => [name, readFileSync(join(directory, name), 'utf8')] as const);
  return new Map(logs.filter(([, text]) => text !== FOREIGN));
}

function expectWhole(run: Run, at: string): void {
  for (const text of eventLogsIn(run).values()) {
    expect(text.indexOf('\n'), at).toBe(text.length - 1);
    expect(JSON.parse(text), at).toMatchObject({ seq: 1, event_type: 'journal_session_start' });
  }
}

function temporaryFiles({ directory }: Run): string[] {
  const path = join(directory, '.opta-journal/tmp');
  return existsSync(path) ? readdirSync(path) : [];
}

describe.each(scenarios)('opening an event log $title', (scenario) => {
  it('leaves no event log without its first line, wherever the process is killed', async () => {
    const count = await countCalls(scenario);
    expect(count).toBeGreaterThan(15);
    for (let index = 1; index <= count; index += 1) {
      for (const when of ['before', 'after'] as const) {
        const at = `${when} call ${index}`;
        const killed = await run(scenario, crashAt(index, when));
        // The reserve, which comes last, is made or not: its failures are no failure.
        if (killed.log === undefined)
          expect(killed.error, at).toMatchObject({ cause: expect.any(CrashError) });
        killed.fileSystem.closeLeft();
        if (scenario.isInPlace !== true) expectWhole(killed, at);
        const left = [...eventLogsIn(killed).keys()];
        const next = await open(killed.directory, disk);
        expect(left, at).not.toContain(next.fileName);
        await next.close();
      }
    }
  });

  it.each(['EIO', 'ENOSPC'])(
    'gives an event log or the reason where a call fails with %s, and leaves nothing else',
    async (errno) => {
      const count = await countCalls(scenario);
      for (let index = 1; index <= count; index += 1) {
        const failed = await run(scenario, failAt(index, errno));
        const call = failed.fileSystem.calls[index - 1]?.name;
        const at = `call ${index}, ${call}`;
        expect([...eventLogsIn(failed).keys()], at).toEqual(failed.log ? [failed.log.fileName] : []);
        expectWhole(failed, at);
        if (call !== 'unlink') expect(temporaryFiles(failed), at).toEqual([]);
        if (failed.log === undefined) {
          expect(failed.error, at).toMatchObject({ code: 'JOURNAL_STORE_IO', facts: { errno } });
        }
        await failed.log?.close();
        expect(failed.fileSystem.openDescriptors.size, at).toBe(0);
      }
    },
  );

  it('closes every file where nothing works any more from some call on', async () => {
    const count = await countCalls(scenario);
    for (let index = 1; index <= count; index += 1) {
      const failed = await run(scenario, failFrom(index, 'EIO'));
      if (scenario.isInPlace !== true) expectWhole(failed, `from call ${index}`);
      failed.log?.closeSync();
      expect(failed.fileSystem.openDescriptors.size, `from call ${index}`).toBe(0);
    }
  });
});

it('syncs the first line before it gives it the name, and then the name', async () => {
  const { directory, fileSystem, log } = await run({ title: '', prepare: prepareState });
  const names = fileSystem.calls.map(({ name }) => name);
  const untilItIsThere = names.slice(0, names.indexOf('realpath'));
  expect(untilItIsThere.filter((name) => ['write', 'fsync', 'link', 'rename'].includes(name))).toEqual([
    'write',
    'fsync',
    'link',
    'fsync',
  ]);
  expect(fileSystem.calls.find(({ name }) => name === 'link')?.args[1]).toBe(join(directory, FIRST));
  await log?.close();
});
