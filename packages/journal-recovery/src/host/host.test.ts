import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { nodeFileSystem } from '@opta/journal-fs';
import { makeTemporaryFolder } from 'test-kit/vitest';
import { describe, expect, it } from 'vitest';
import { recordedSystem } from '../../test/recorded-system.js';
import { readBootId } from './boot-id.js';
import { readBootTime } from './boot-time.js';
import { collectHostIdentity, readHostIdentity } from './host-identity.js';
import { readMachineId, stateDirectory } from './machine-id.js';
import { readPidNamespace } from './pid-namespace.js';
import { readProcessState } from './process-start.js';
import { thisSystem } from './system.js';

describe.each(['linux', 'macos'] as const)('a host under %s', (name) => {
  const system = recordedSystem(name);

  it('tells its boot', async () => {
    expect(await readBootId(system)).toMatch(/^[0-9a-f]{8}-[0-9a-f-]{27}$/);
    expect(await readBootTime(system)).toBe(1_795_790_000_000);
  });

  it('tells when a process began, and of one that has ended nothing', async () => {
    const began = {
      linux: ['406641', '5512'],
      macos: ['Fri Nov 27 15:01:07 2026', 'Fri Nov 6 09:00:00 2026'],
    };
    expect(await readProcessState(8875, system)).toEqual({ state: 'running', start: began[name][0] });
    expect(await readProcessState(41, system)).toEqual({ state: 'running', start: began[name][1] });
    expect(await readProcessState(9_999, system)).toEqual({ state: 'gone' });
  });

  it('takes a process that only waits to be reaped for gone', async () => {
    expect(await readProcessState(42, system)).toEqual({ state: 'gone' });
  });

  it('does not take a process for gone that it may not see', async () => {
    expect(await readProcessState(77, system)).toEqual({ state: 'hidden' });
  });

  it.each([0, -1, 1.5, Number.NaN])('has no process %d', async (pid) => {
    expect(await readProcessState(pid, system)).toEqual({ state: 'gone' });
  });

  it('concludes nothing where the system is silent', async () => {
    const silent = recordedSystem(name, { files: {}, programs: {}, links: {} });
    expect(await readBootId(silent)).toBeUndefined();
    expect(await readBootTime(silent)).toBeUndefined();
    expect(await readPidNamespace(silent)).toBeUndefined();
    expect(await readProcessState(41, silent)).toEqual({ state: 'hidden' });
  });
});

it('has namespaces of processes under Linux only', async () => {
  expect(await readPidNamespace(recordedSystem('linux'))).toBe('pid:[4026531836]');
  expect(await readPidNamespace(recordedSystem('macos'))).toBeUndefined();
});

describe('the identifier of a machine', () => {
  it('is drawn once and then kept, also when many ask at once', async () => {
    const directory = join(makeTemporaryFolder(), 'state', 'opta-journal');
    const ids = await Promise.all(Array.from({ length: 8 }, () => readMachineId(directory, nodeFileSystem)));
    expect(ids[0]).toMatch(/^[0-9a-f-]{36}$/);
    expect(new Set(ids).size).toBe(1);
    expect(await readMachineId(directory, nodeFileSystem)).toBe(ids[0]);
    expect(readFileSync(join(directory, 'machine-id'), 'utf8')).toBe(`${ids[0]}\n`);
    expect(statSync(join(directory, 'machine-id')).mode & 0o777).toBe(0o600);
  });

  it.each([
    ['is a file', (path: string) => writeFileSync(path, '')],
    [
      'holds a folder in its place',
      (path: string) => mkdirSync(join(path, 'machine-id'), { recursive: true }),
    ],
    [
      'holds something else',
      (path: string) => {
        mkdirSync(path);
        writeFileSync(join(path, 'machine-id'), 'me');
      },
    ],
  ])('is not known where the state folder %s', async (_, prepare) => {
    const path = join(makeTemporaryFolder(), 'state');
    prepare(path);
    expect(await readMachineId(path, nodeFileSystem)).toBeUndefined();
  });

  it('stands in a folder of the user, never in a log folder', () => {
    expect(stateDirectory()).toMatch(/opta-journal/);
  });
});

it('puts together what the system tells', async () => {
  const directory = makeTemporaryFolder();
  const system = recordedSystem('linux', {
    files: { '/proc/sys/kernel/random/boot_id': '0750DA38-78fd-435e-87ea-13529eddb753' },
  });
  expect(await collectHostIdentity(system, directory, nodeFileSystem)).toEqual({
    machineId: await readMachineId(directory, nodeFileSystem),
    bootId: '0750da38-78fd-435e-87ea-13529eddb753',
    pidNamespace: 'pid:[4026531836]',
  });
});

describe.skipIf(process.platform !== 'linux' && process.platform !== 'darwin')('this host', () => {
  it('is read once', async () => {
    const identity = await readHostIdentity();
    expect(await readHostIdentity()).toBe(identity);
    expect(identity.processStart).toBeDefined();
  });

  it('tells a process of its own from the one that had the number before', async () => {
    const child = spawn(process.execPath, ['-e', 'process.stdin.resume()'], {
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    await once(child, 'spawn');
    const pid = child.pid ?? 0;
    const first = await readProcessState(pid, thisSystem);
    expect(first.state).toBe('running');
    expect(await readProcessState(pid, thisSystem)).toEqual(first);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(await readProcessState(pid, thisSystem)).toEqual({ state: 'gone' });
  });
});
