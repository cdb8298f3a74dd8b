import { execFileSync } from 'node:child_process';
import { closeSync, openSync, readdirSync, readSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createJournalStore } from '@opta/journal-store';
import type { Benchmark } from '../benchmark.js';
import { type GeneratedFolders, generateLogs } from '../generate-logs.js';
import { formatSpread, ratioOf, type Spread, spreadOf } from '../statistics.js';
import type { ListingProbe } from './listing-probe.js';
import { atMost } from './ratio-goals.js';

/** Session logs; a fifth as many update logs and 50 event lines for each come with them. */
const LOGS = Number(process.env.OPTA_BENCH_LOGS ?? 100_000);
const HEAD_BYTES = 4_096;
const FIRST = 'listSessionLogs({ model }), the first of a store';
const NEXT = 'the next one, of another model';

interface Candidate {
  what: string;
  name: string;
  run: () => unknown;
}

interface Cost {
  wallMs: number;
  cpuMs: number;
}

export const listing: Benchmark = {
  name: 'listing',
  title: 'Listing logs beside reading their folder',
  async run(rounds) {
    const directory = join(tmpdir(), `opta-journal-logs-${LOGS}`);
    const options = { sessionLogs: LOGS, updateLogs: LOGS / 5, eventLines: LOGS * 50, seed: 1 };
    const candidates = createCandidates(generateLogs(directory, options));
    // Before this process is large: what a new one takes at most is counted from the size of the one that started it.
    const probed = probe(directory, JSON.stringify(options));
    const costs = await measure(candidates, rounds);
    return {
      columns: ['what', 'candidate', 'ms, median (min–max)', '÷ the first, time', '÷ the first, CPU'],
      rows: candidates.map((candidate) => toRow(candidate, candidates, costs)),
      remarks: [
        `${LOGS} session logs with ${options.eventLines} lines of events, ${options.updateLogs} update logs; all in the file cache.`,
        probed,
        'The filter matches nothing, so that every head is looked at; a device is that of a quarter of the logs. CPU is that of the whole process.',
      ],
      goals: [
        atMost(
          1.2,
          'the first listing that needs every frontmatter in at most 1.2 × the time in which the first 4 KiB of each log are read',
          timeRatioOf(FIRST, candidates, costs),
        ),
        atMost(0.35, 'the next one in at most 0.35 × that', timeRatioOf(NEXT, candidates, costs)),
      ],
    };
  },
};

function createCandidates({ sessionLogsDir, updateLogsDir }: GeneratedFolders): Candidate[] {
  const createStore = () => createJournalStore({ sessionLogsDir, updateLogsDir });
  const store = createStore();
  let latest = store;
  const page = 'page of the newest 50';
  const filter = 'filter on the frontmatter';
  const events = 'event logs';
  const updates = 'page of the newest 50 update logs';
  return [
    { what: page, name: 'readdir', run: () => readdir(sessionLogsDir) },
    { what: page, name: 'listSessionLogs()', run: () => store.listSessionLogs() },
    { what: updates, name: 'readdir', run: () => readdir(updateLogsDir) },
    { what: updates, name: 'listUpdateLogs()', run: () => store.listUpdateLogs() },
    { what: filter, name: 'readdirSync, the first 4 KiB of each log', run: () => readHeads(sessionLogsDir) },
    {
      what: filter,
      name: FIRST,
      run: () => {
        latest = createStore();
        return latest.listSessionLogs({ model: 'no such model' });
      },
    },
    {
      what: filter,
      name: NEXT,
      run: () => latest.listSessionLogs({ model: 'no other model' }),
    },
    {
      what: filter,
      name: 'listSessionLogs({ device, count }), the first of a store',
      run: () => createStore().listSessionLogs({ device: 'studio', count: true }),
    },
    {
      what: filter,
      name: 'the next one, of another device',
      run: () => latest.listSessionLogs({ device: 'mbp-1', count: true }),
    },
    { what: events, name: 'readdir', run: () => readdir(sessionLogsDir) },
    { what: events, name: 'listEventLogs()', run: () => store.listEventLogs() },
    {
      what: 'pairs',
      name: 'readdirSync, the first 4 KiB of each log',
      run: () => readHeads(sessionLogsDir),
    },
    { what: 'pairs', name: 'pairEventLogs()', run: () => store.pairEventLogs() },
  ];
}

async function measure(candidates: readonly Candidate[], rounds: number): Promise<Map<Candidate, Cost[]>> {
  const costs = new Map<Candidate, Cost[]>(candidates.map((candidate) => [candidate, []]));
  // The first round only warms up.
  for (let round = 0; round <= rounds; round += 1) {
    for (const candidate of candidates) {
      const cost = await costOf(candidate.run);
      if (round > 0) costs.get(candidate)?.push(cost);
    }
  }
  return costs;
}

async function costOf(run: () => unknown): Promise<Cost> {
  const [begin, cpu] = [performance.now(), process.cpuUsage()];
  await run();
  const wallMs = performance.now() - begin;
  const { user, system } = process.cpuUsage(cpu);
  return { wallMs, cpuMs: (user + system) / 1_000 };
}

function toRow(
  candidate: Candidate,
  candidates: readonly Candidate[],
  costs: ReadonlyMap<Candidate, readonly Cost[]>,
): string[] {
  const { what, name } = candidate;
  const own = costs.get(candidate) ?? [];
  return [
    what,
    name,
    formatSpread(spreadOf(own.map(({ wallMs }) => wallMs))),
    formatSpread(toFirst('wallMs', candidate, candidates, costs), 2),
    formatSpread(toFirst('cpuMs', candidate, candidates, costs), 2),
  ];
}

function timeRatioOf(
  name: string,
  candidates: readonly Candidate[],
  costs: ReadonlyMap<Candidate, readonly Cost[]>,
): Spread {
  const candidate = candidates.find((one) => one.name === name) as Candidate;
  return toFirst('wallMs', candidate, candidates, costs);
}

/** Beside the first candidate of the same kind. */
function toFirst(
  key: keyof Cost,
  candidate: Candidate,
  candidates: readonly Candidate[],
  costs: ReadonlyMap<Candidate, readonly Cost[]>,
): Spread {
  const first = candidates.find(({ what }) => what === candidate.what) ?? candidate;
  const [own, others] = [candidate, first].map((one) => (costs.get(one) ?? []).map((cost) => cost[key]));
  return ratioOf(own as number[], others as number[]);
}

/** As plain as it can be done. */
function readHeads(directory: string): number {
  const buffer = Buffer.allocUnsafe(HEAD_BYTES);
  let bytes = 0;
  for (const name of readdirSync(directory)) {
    if (!name.endsWith('.md')) continue;
    const fd = openSync(`${directory}/${name}`, 'r');
    bytes += readSync(fd, buffer, 0, HEAD_BYTES, 0);
    closeSync(fd);
  }
  return bytes;
}

/** In a process of its own: memory and delays of this one are those of all candidates. */
function probe(directory: string, options: string): string {
  const script = join(import.meta.dirname, 'listing-probe.ts');
  const output = execFileSync(process.execPath, [...process.execArgv, script, directory, options]);
  const { delayP99Ms, idleDelayP99Ms, residentMiB, rememberedMiB } = JSON.parse(
    output.toString(),
  ) as ListingProbe;
  return `While every head of both folders is read, timers are ${delayP99Ms.toFixed(1)} ms late (99th percentile; ${idleDelayP99Ms.toFixed(1)} ms in an idle process); the process takes ${residentMiB.toFixed(0)} MiB. What is remembered of both folders takes ${rememberedMiB.toFixed(0)} MiB.`;
}
