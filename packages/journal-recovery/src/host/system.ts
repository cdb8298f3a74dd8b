import { execFile } from 'node:child_process';
import { readFile, readlink } from 'node:fs/promises';
import { promisify } from 'node:util';
import { SYSTEM_PROGRAM_MS } from '../constants.js';

/** What the facts about a host are read from. Tests give recordings of other systems. */
export interface System {
  platform: NodeJS.Platform;
  /** A file of the kernel. */
  readText(path: string): Promise<string>;
  readLink(path: string): Promise<string>;
  /** What a program of the system prints. Rejects with `code` 1 and so on where it ends with that. */
  run(program: string, parameters: readonly string[]): Promise<string>;
  /** `gone`: there is no such process. `there`: there is one, whether or not more can be seen of it. */
  probe(pid: number): 'there' | 'gone';
}

const execute = promisify(execFile);

/** The system that this process runs on. */
export const thisSystem: System = {
  platform: process.platform,
  readText: (path) => readFile(path, 'utf8'),
  readLink: (path) => readlink(path),
  async run(program, parameters) {
    // Dates in the language and zone of one process would differ from those of another.
    const env = { ...process.env, LC_ALL: 'C', TZ: 'UTC0' };
    const { stdout } = await execute(program, [...parameters], { env, timeout: SYSTEM_PROGRAM_MS });
    return stdout;
  },
  probe(pid) {
    try {
      process.kill(pid, 0);
      return 'there';
    } catch (error) {
      return (error as NodeJS.ErrnoException).code === 'ESRCH' ? 'gone' : 'there';
    }
  },
};
