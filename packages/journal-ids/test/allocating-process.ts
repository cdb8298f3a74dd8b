import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';

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
  const fixture = join(import.meta.dirname, 'fixtures/allocate.ts');
  const child = spawn(process.execPath, ['--conditions=@opta/source', '--import', 'tsx', fixture, ...args], {
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  // A killed process leaves its pipe broken; that is what the test is about.
  child.stdin.on('error', () => {});
  const given: GivenNumber[] = [];
  let limit = Number.POSITIVE_INFINITY;
  let announceReady: (value?: unknown) => void = () => {};
  const ready = new Promise((resolve) => {
    announceReady = resolve;
  });
  const stopIfEnough = () => {
    if (given.length >= limit) child.kill('SIGKILL');
  };
  const lines = createInterface({ input: child.stdout });
  lines.on('line', (line) => {
    if (line === 'ready') return announceReady();
    given.push(JSON.parse(line));
    stopIfEnough();
  });
  const ended = waitFor(child, lines, given);
  // A process that dies before it is ready must not leave the test waiting.
  ended.then(announceReady, announceReady);
  return {
    ready,
    start: () => child.stdin.write('go\n'),
    killAfter(count) {
      limit = count;
      stopIfEnough();
    },
    ended,
  };
}

async function waitFor(
  child: ChildProcess,
  lines: ReturnType<typeof createInterface>,
  given: GivenNumber[],
): Promise<GivenNumber[]> {
  const [errors, [code, signal]] = await Promise.all([
    child.stderr === null ? '' : text(child.stderr),
    once(child, 'close') as Promise<[number | null, string | null]>,
    once(lines, 'close'),
  ]);
  if (code !== 0 && signal !== 'SIGKILL') throw new Error(`the process ended with ${code}: ${errors}`);
  return given;
}
