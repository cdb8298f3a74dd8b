import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeTemporaryFolder } from 'test-kit/vitest';
import { describe, expect, it } from 'vitest';
import { backOff } from './back-off.js';
import { call } from './call.js';
import { nodeFileSystem, OPEN_FLAGS } from './node-file-system.js';
import { runProgram } from './run-program.js';
import { runProgramSync } from './run-program-sync.js';
import type { FilePause, FileProgram } from './types.js';

const run: Record<string, <T>(program: FileProgram<T>) => Promise<T>> = {
  sync: async (program) => runProgramSync(program, nodeFileSystem.sync),
  async: (program) => runProgram(program, nodeFileSystem.async),
};

it('a writer who meets others backs off for longer each time, and never for long', () => {
  const longest = (attempt: number) =>
    Math.max(
      ...Array.from({ length: 200 }, () => {
        const step = backOff(attempt).next().value as FilePause;
        return step.milliseconds;
      }),
    );
  expect(longest(0)).toBeLessThanOrEqual(8);
  expect(longest(3)).toBeGreaterThan(8);
  expect(longest(1000)).toBeLessThanOrEqual(2048);
});

describe.each(Object.entries(run))('a program run %sly', (_, drive) => {
  it('makes every call with the meaning that node:fs gives it', async () => {
    const directory = makeTemporaryFolder();
    const at = (name: string) => join(directory, name);
    function* everything(): FileProgram<Record<string, unknown>> {
      yield* call.mkdir(at('folder'), 0o700);
      yield* call.chmod(at('folder'), 0o750);
      const fd = yield* call.open(at('a'), OPEN_FLAGS.createExclusive, 0o600);
      const written = yield* call.write(fd, Buffer.from('-hello-'), 1, 5, 0);
      yield* call.ftruncate(fd, 4);
      yield* call.fchmod(fd, 0o640);
      yield* call.fsync(fd);
      yield* call.fdatasync(fd);
      const { size, kind, mode, mtimeNs } = yield* call.fstat(fd);
      yield* call.close(fd);
      yield* call.link(at('a'), at('b'));
      const { nlink } = yield* call.stat(at('b'));
      yield* call.rename(at('b'), at('c'));
      const buffer = new Uint8Array(10);
      const reading = yield* call.open(at('c'), OPEN_FLAGS.readFile);
      const count = yield* call.read(reading, buffer, 2, 8, 1);
      yield* call.close(reading);
      const names = (yield* call.readdir(directory)).sort();
      const text = Buffer.from(yield* call.readFile(at('a'))).toString();
      yield* call.unlink(at('a'));
      const folder = yield* call.lstat(at('folder'));
      yield* call.rmdir(at('folder'));
      const path = yield* call.realpath(at('c'));
      return {
        written,
        size,
        kind,
        mode,
        nlink,
        count,
        names,
        text,
        read: Buffer.from(buffer.subarray(2, 2 + count)).toString(),
        folder: [folder.kind, folder.mode],
        isRecent: typeof mtimeNs === 'bigint' && mtimeNs > 1_700_000_000_000_000_000n,
        isSameFolder: path.endsWith('/c'),
      };
    }
    expect(await drive(everything())).toEqual({
      written: 5,
      size: 4,
      kind: 'file',
      mode: 0o640,
      nlink: 2,
      count: 3,
      names: ['a', 'c', 'folder'],
      text: 'hell',
      read: 'ell',
      folder: ['directory', 0o750],
      isRecent: true,
      isSameFolder: true,
    });
    expect(readFileSync(at('c'), 'utf8')).toBe('hell');
  });

  it('throws the error of a call where the program asked for it', async () => {
    const path = join(makeTemporaryFolder(), 'missing');
    function* tolerant(): FileProgram<string> {
      try {
        yield* call.readFile(path);
        return 'read';
      } catch (error) {
        return `caught ${(error as { code: string }).code}`;
      }
    }
    expect(await drive(tolerant())).toBe('caught ENOENT');
    await expect(drive(call.readFile(path))).rejects.toMatchObject({ code: 'ENOENT', path });
  });

  it('waits where the program pauses, and makes no call of it', async () => {
    function* patient(): FileProgram<string> {
      yield { name: 'pause', milliseconds: 30 };
      return 'done';
    }
    const start = performance.now();
    expect(await drive(patient())).toBe('done');
    // A timer may fire a millisecond early.
    expect(performance.now() - start).toBeGreaterThan(28);
  });

  it("writes at the descriptor's own position where none is given", async () => {
    const path = join(makeTemporaryFolder(), 'a');
    writeFileSync(path, '');
    function* twice(): FileProgram<void> {
      const fd = yield* call.open(path, OPEN_FLAGS.writeFile);
      yield* call.write(fd, Buffer.from('ab'), 0, 2, null);
      yield* call.write(fd, Buffer.from('cd'), 0, 2, null);
      yield* call.close(fd);
    }
    await drive(twice());
    expect(readFileSync(path, 'utf8')).toBe('abcd');
  });
});
