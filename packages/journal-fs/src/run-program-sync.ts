import type { FileProgram, SyncFileSystem } from './types.js';

/**
 * Runs a program to its end before it returns: for `process.on('exit')` and other moments in which nothing
 * asynchronous runs any more.
 *
 * @param program - A program that has not been started.
 * @param fileSystem - Makes the calls, for instance `nodeFileSystem.sync`.
 * @returns What the program returns; throws what it throws.
 */
export function runProgramSync<T>(program: FileProgram<T>, fileSystem: SyncFileSystem): T {
  let step = program.next();
  while (!step.done) {
    if (step.value.name === 'pause') {
      waitSync(step.value.milliseconds);
      step = program.next();
      continue;
    }
    const { name, args } = step.value;
    let result: unknown;
    try {
      result = (fileSystem[name] as (...args: unknown[]) => unknown)(...args);
    } catch (error) {
      step = program.throw(error);
      continue;
    }
    step = program.next(result);
  }
  return step.value;
}

function waitSync(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}
