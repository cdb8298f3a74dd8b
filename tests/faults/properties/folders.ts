import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type SpawnedScript, spawnScript } from 'test-kit';
import type { Property } from '../property.js';
import { checkRuntimeEnd, readRuntimeEnd } from '../read-runtime-end.js';

const HOST = join(import.meta.dirname, '../hosts/runtime-host.ts');
/** Root ignores modes. */
const NOBODY = 65_534;
const AS_NOBODY = ['setpriv', `--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups'];
const SEGMENT_BYTES = 65_536;
const MAX_PAUSE_MS = 5_000;

/** What becomes of the folder under a running host. */
interface Scenario {
  name: string;
  /** Does the harm and says how to undo it. */
  harm(sessions: string, host: SpawnedScript): () => void;
  /** The files that were there are gone, and their events with them. */
  takesFiles?: boolean;
}

const SCENARIOS: readonly Scenario[] = [
  {
    name: 'read-only folder',
    harm(sessions) {
      chmodSync(sessions, 0o500);
      return () => chmodSync(sessions, 0o700);
    },
  },
  {
    name: 'folder of another user',
    harm(sessions) {
      chownSync(sessions, 0, 0);
      return () => chownSync(sessions, NOBODY, NOBODY);
    },
  },
  {
    name: 'immutable event log',
    harm(sessions) {
      const files = readdirSync(sessions).filter((name) => name.endsWith('.jsonl'));
      const paths = files.map((name) => join(sessions, name));
      execFileSync('chattr', ['+i', sessions, ...paths]);
      return () => execFileSync('chattr', ['-i', sessions, ...paths]);
    },
  },
  {
    name: 'no file descriptor left',
    harm(_sessions, { child }) {
      limitDescriptors(child.pid, 3);
      return () => limitDescriptors(child.pid, 1_024);
    },
  },
  {
    name: 'a file in its place',
    takesFiles: true,
    harm(sessions) {
      renameSync(sessions, `${sessions}-moved`);
      writeFileSync(sessions, 'in the way');
      return () => unlinkSync(sessions);
    },
  },
  {
    name: 'a link in its place',
    takesFiles: true,
    harm(sessions) {
      const elsewhere = `${sessions}-elsewhere`;
      mkdirSync(elsewhere);
      chownSync(elsewhere, NOBODY, NOBODY);
      renameSync(sessions, `${sessions}-moved`);
      symlinkSync(elsewhere, sessions);
      return () => {
        const strays = readdirSync(elsewhere);
        if (strays.length > 0) throw new Error(`${strays[0]} was written through the link`);
        unlinkSync(sessions);
      };
    },
  },
];

export const folders: Property = {
  name: 'folders',
  promise:
    'A log folder that becomes unusable stops no host, and writing resumes by itself within 5 seconds once it is mended',
  requirement: {
    root: true,
    programs: { setpriv: 'util-linux', prlimit: 'util-linux', chattr: 'e2fsprogs' },
  },
  shortRounds: SCENARIOS.length,
  longRounds: 20 * SCENARIOS.length,
  async run(rounds) {
    const figures = { rounds: 0, events: 0, lostWithTheirFiles: 0, slowestResumeMs: 0 };
    for (let round = 0; round < rounds; round += 1) {
      const scenario = SCENARIOS[round % SCENARIOS.length] as Scenario;
      await runScenario(scenario, figures).catch((cause: Error) => {
        throw new Error(`${scenario.name}: ${cause.message}`, { cause });
      });
      figures.rounds += 1;
    }
    return figures;
  },
};

async function runScenario(scenario: Scenario, figures: Record<string, number>): Promise<void> {
  const root = mkdtempSync(join(tmpdir(), 'folders-'));
  chownSync(root, NOBODY, NOBODY);
  const host = spawnScript(HOST, [root, 'Infinity', '1', String(SEGMENT_BYTES)], {
    launcher: AS_NOBODY,
    environment: { XDG_STATE_HOME: join(root, 'state') },
  });
  let mend: (() => void) | undefined;
  try {
    await host.line(/^emitted 300 running/);
    mend = scenario.harm(join(root, 'sessions'), host);
    await host.line(/^emitted \d+ degraded/);
    await sleep(200);
    mend();
    mend = undefined;
    figures.slowestResumeMs = Math.max(figures.slowestResumeMs ?? 0, await untilRunning(host));
    host.child.kill('SIGUSR2');
    await host.ended;
    const end = readRuntimeEnd(host.lines);
    const { dropped } = end.ledger;
    await checkRuntimeEnd(end, end.emitted);
    if (!end.finalized) throw new Error('it was mended, and no session log was written');
    if (dropped > 0 !== (scenario.takesFiles === true)) throw new Error(`${dropped} events count as dropped`);
    figures.events = (figures.events ?? 0) + end.emitted;
    figures.lostWithTheirFiles = (figures.lostWithTheirFiles ?? 0) + dropped;
  } finally {
    mend?.();
    host.child.kill('SIGKILL');
    await host.ended;
    rmSync(root, { recursive: true });
  }
}

/** Of a process of that user: only its own user may do so without a privilege that containers lack. */
function limitDescriptors(pid: number | undefined, count: number): void {
  execFileSync('env', [...AS_NOBODY, 'prlimit', '--pid', String(pid), `--nofile=${count}:`]);
}

/** @returns milliseconds until the host says that it journals again */
async function untilRunning({ lines }: SpawnedScript): Promise<number> {
  const mendedAt = performance.now();
  const seen = lines.length;
  while (!lines.slice(seen).some((line) => /^emitted \d+ running/.test(line))) {
    if (performance.now() - mendedAt > MAX_PAUSE_MS) throw new Error(`not running after ${MAX_PAUSE_MS} ms`);
    await sleep(10);
  }
  return Math.round(performance.now() - mendedAt);
}
