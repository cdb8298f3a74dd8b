import { execFileSync } from 'node:child_process';
import { closeSync, openSync, readdirSync, readSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createJournalStore } from '@opta/journal-store';
import type { Benchmark } from '../benchmark.js';
import { type GeneratedFolders, generateLogs } from '../generate-logs.js';
import { formatSpread, spreadOf } from '../statistics.js';
import type { ListingProbe } from './listing-probe.js';

/** Session logs; a fifth as many update logs and 50 event lines for each come with them. */
const LOGS = Number(process.env.OPTA_BENCH_LOGS ?? 100_000);
const HEAD_BYTES = 4_096;

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
    const costs = await measure(candidates, rounds);
    return {
      columns: ['what', 'candidate', 'ms, median (min–max)', '÷ the first, time', '÷ the first, CPU'],
      rows: candidates.map((candidate) => toRow(candidate, candidates, costs)),
      remarks: [
        `${LOGS} session logs with ${options.eventLines} lines of events, ${options.updateLogs} update logs; all in the file cache.`,
        probe(directory, JSON.stringify(options)),
        'The filter matches nothing, so that every head is read. CPU is that of the whole process.',
      ],
    };
  },
};

function createCandidates({ sessionLogsDir, updateLogsDir }: GeneratedFolders): Candidate[] {
  const store = createJournalStore({ sessionLogsDir, updateLogsDir });
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
      name: 'listSessionLogs({ model })',
      run: () => store.listSessionLogs({ model: 'no such model' }),
    },
    {
      what: filter,
      name: 'listSessionLogs({ device, count })',
      run: () => store.listSessionLogs({ device: 'studio', count: true }),
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
  const base = candidates.find((one) => one.what === what) ?? candidate;
  const [own, others] = [costs.get(candidate) ?? [], costs.get(base) ?? []];
  const ratio = (key: keyof Cost) =>
    formatSpread(spreadOf(own.map((cost, round) => cost[key] / (others[round] as Cost)[key])), 2);
  return [
    what,
    name,
    formatSpread(spreadOf(own.map(({ wallMs }) => wallMs))),
    ratio('wallMs'),
    ratio('cpuMs'),
  ];
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
  const { delayP99Ms, idleDelayP99Ms, residentMiB } = JSON.parse(output.toString()) as ListingProbe;
  return `While every head of both folders is read, timers are ${delayP99Ms.toFixed(1)} ms late (99th percentile; ${idleDelayP99Ms.toFixed(1)} ms in an idle process); the process takes ${residentMiB.toFixed(0)} MiB.`;
}
