import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawnScript } from 'test-kit';
import type { Property } from '../property.js';
import { checkRuntimeEnd, readRuntimeEnd } from '../read-runtime-end.js';

const HOST = join(import.meta.dirname, '../hosts/runtime-host.ts');
const EVENTS = 400;
const ERRORS = ['ENOSPC', 'EDQUOT', 'EIO', 'EFBIG'];

/** The calls that only the journal makes in that host. */
const CALLS = ['pwrite64', 'fdatasync', 'fsync', 'link', 'mkdir', 'unlink'];

/** Which one fails: those of the start one by one, then some of the life, and of the end. */
const WHEN = [1, 2, 3, 4, 5, 6, 8, 12, 18, 27];

/** Each of them with each error, once or from then on. */
const CASES = WHEN.flatMap((when) =>
  CALLS.flatMap((call) =>
    ERRORS.flatMap((error) => ['', '+'].map((then) => ({ call, error, when: `${when}${then}` }))),
  ),
);

export const systemCalls: Property = {
  name: 'system-calls',
  promise:
    'A system call that fails, once or from then on, reaches no host, and every event is accounted for',
  requirement: { programs: { strace: 'strace' } },
  shortRounds: 6,
  longRounds: CASES.length,
  async run(rounds) {
    const step = CASES.length / rounds;
    let unfinished = 0;
    let told = 0;
    for (let round = 0; round < rounds; round += 1) {
      const { call, error, when } = CASES[Math.floor(round * step)] as (typeof CASES)[number];
      const folder = mkdtempSync(join(tmpdir(), 'system-calls-'));
      try {
        const launcher = ['strace', '-f', '-qq', '-o', '/dev/null', '-e', `trace=${call}`];
        launcher.push('-e', `inject=${call}:error=${error}:when=${when}`);
        // One thread: strace counts the calls of each by itself.
        const environment = { UV_THREADPOOL_SIZE: '1' };
        const host = spawnScript(HOST, [folder, String(EVENTS), '1'], { launcher, environment });
        const { stderr } = await host.ended;
        const end = readRuntimeEnd(host.lines);
        await checkRuntimeEnd(end, EVENTS).catch((cause: Error) => {
          throw new Error(`${call} ${error} at ${when}: ${cause.message} ${stderr}`, { cause });
        });
        if (!end.finalized) unfinished += 1;
        if (host.lines.some((line) => line.startsWith('error '))) told += 1;
        const mustFinish = !when.endsWith('+');
        // A start that fails is tried again a moment later; else memory holds what one failure delays.
        const hasStarted = !host.lines.includes('error JOURNAL_RUNTIME_FOLDER_UNUSABLE');
        if (mustFinish && hasStarted && end.ledger.dropped > 0) {
          throw new Error(`${call} ${error} at ${when}: ${end.ledger.dropped} events were dropped`);
        }
        if (mustFinish && !end.finalized) throw new Error(`${call} ${error} at ${when}: no session log`);
      } finally {
        rmSync(folder, { recursive: true });
      }
    }
    return {
      cases: rounds,
      events: rounds * EVENTS,
      toldByOnError: told,
      withoutSessionLogWhileFailing: unfinished,
    };
  },
};
