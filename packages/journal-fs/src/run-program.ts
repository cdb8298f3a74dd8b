import { setTimeout } from 'node:timers/promises';
import type { AsyncFileSystem, FileProgram } from './types.js';

/**
 * Runs a program without blocking: each call is awaited before the next one is asked for.
 *
 * @param program - A program that has not been started.
 * @param fileSystem - Makes the calls, for instance `nodeFileSystem.async`.
 * @returns What the program returns. Rejects with what the program throws; an error of a call is thrown into
 *   the program at the place where it asked for it.
 */
export async function runProgram<T>(program: FileProgram<T>, fileSystem: AsyncFileSystem): Promise<T> {
  let step = program.next();
  while (!step.done) {
    if (step.value.name === 'pause') {
      await setTimeout(step.value.milliseconds);
      step = program.next();
      continue;
    }
    const { name, args } = step.value;
    let result: unknown;
    try {
      result = await (fileSystem[name] as (...args: unknown[]) => Promise<unknown>)(...args);
    } catch (error) {
      step = program.throw(error);
      continue;
    }
    step = program.next(result);
  }
  return step.value;
}
