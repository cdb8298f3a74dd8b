import { join } from 'node:path';
import { spawnScript } from 'test-kit';

export interface GivenNumber {
  number: number;
  claimedAt: number;
  uid: string;
  owner: string;
  index: number;
}

/** A process that allocates numbers when it is told to. */
export interface AllocatingProcess {
  /** Resolves when the process stands ready. */
  ready: Promise<unknown>;
  start(): void;
  /** Kills the process, with SIGKILL, as soon as it has printed so many numbers. */
  killAfter(count: number): void;
  /** Every number that it printed, when it has ended; rejects if it failed. */
  ended: Promise<GivenNumber[]>;
}

export function spawnAllocatingProcess(args: readonly string[]): AllocatingProcess {
  const { child, line, lines, ended } = spawnScript(join(import.meta.dirname, 'fixtures/allocate.ts'), args);
  return {
    ready: line(/^ready$/),
    start: () => child.kill('SIGUSR2'),
    killAfter(count) {
      void line(new RegExp(`"index":${count - 1}}$`)).then(() => child.kill('SIGKILL'));
    },
    ended: ended.then(({ code, signal, stderr }) => {
      if (code !== 0 && signal !== 'SIGKILL') throw new Error(`the process ended with ${code}: ${stderr}`);
      return lines.slice(1).map((text) => JSON.parse(text) as GivenNumber);
    }),
  };
}
