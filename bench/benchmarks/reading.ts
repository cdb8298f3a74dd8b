import { existsSync, linkSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Benchmark, Goal } from '../benchmark.js';
import { interleave } from '../interleave.js';
import { eventLogOf } from '../logs/event-log-of.js';
import { sessionOf } from '../logs/session-of.js';
import { installDuckdb } from '../peers.js';
import { createProbe, type Probe } from './create-probe.js';
import { type Measured, plotsOf, ratioBetween, rowsOf } from './measured.js';
import { atLeast, atMost } from './ratio-goals.js';
import type { ReadingAnswer, ReadingTask } from './reading-probe.js';

const LINES = Number(process.env.OPTA_BENCH_EVENT_LINES ?? 1_000_000);
const FEW_LINES = LINES / 10;
const [MANY, FEW] = [LINES, FEW_LINES].map((lines) => `${lines.toLocaleString('en-US')} lines`);

const COUNT = 'count by type';
const PARSE = 'every line as a record';
const DUCKDB = 'DuckDB read_json';
const READLINE = 'readline and JSON.parse';
const COUNT_EVENTS = 'countEvents()';
const READ_EVENTS = 'readEvents()';
const READ_BATCHES = 'readEventBatches()';
const READ_FEW = `readEventBatches(), ${FEW}`;
const RECOVER = 'recover()';

interface Candidate {
  what: string;
  name: string;
  action: ReadingTask['action'];
  path: string;
}

/** Seconds, seconds of processors, largest resident set. */
type Figures = readonly [times: Measured[], processor: Measured[], resident: Measured[]];

type Answers = ReadonlyMap<Candidate, readonly ReadingAnswer[]>;

export const reading: Benchmark = {
  name: 'reading',
  title: `Reading an event log of ${MANY} beside DuckDB and readline`,
  async run(rounds) {
    const path = eventLog(LINES);
    const duckdb = installDuckdb();
    const candidates: Candidate[] = [
      ...('missing' in duckdb ? [] : [{ what: COUNT, name: DUCKDB, action: 'duckdb', path } as const]),
      { what: COUNT, name: COUNT_EVENTS, action: 'countEvents', path },
      { what: PARSE, name: READLINE, action: 'readline', path },
      { what: PARSE, name: READ_EVENTS, action: 'readEvents', path },
      { what: PARSE, name: READ_BATCHES, action: 'readEventBatches', path },
      { what: PARSE, name: READ_FEW, action: 'readEventBatches', path: eventLog(FEW_LINES) },
      { what: PARSE, name: RECOVER, action: 'recover', path },
    ];
    const directory = 'missing' in duckdb ? undefined : duckdb.directory;
    const probe = createProbe('reading-probe.ts');
    try {
      const answers = await interleave(candidates, rounds, (candidate) =>
        measure(probe, candidate, directory),
      );
      assertSameCounts(answers);
      const figures: Figures = [
        toMeasured(answers, 'timeMs', 1_000),
        toMeasured(answers, 'processorMs', 1_000),
        toMeasured(answers, 'residentMiB'),
      ];
      return {
        columns: [
          'what',
          'candidate',
          's',
          '÷ the first',
          's of processors',
          '÷ the first',
          'MiB',
          '÷ the first',
        ],
        rows: toRows(figures),
        goals: goalsOf(figures),
        plots: [...plotsOf(figures[0], 's'), ...plotsOf(figures[2], 'MiB')],
        remarks: [
          'Each in a process of its own, the file in the cache of the system. Figures are median (minimum–maximum). The time begins when everything is loaded; the memory is that of the whole process.',
          'All find the same counts. DuckDB is told the one column that it needs, and uses as many threads as there are processors; the others use one.',
          'missing' in duckdb ? `Not measured: ${duckdb.missing}` : `DuckDB ${duckdb.version}.`,
        ],
      };
    } finally {
      probe.close();
    }
  },
};

/** An event log that is alone in its folder. It is made once and kept. */
function eventLog(lines: number): string {
  const folder = join(tmpdir(), `opta-journal-events-${lines}`);
  const session = sessionOf(0, 1, 1);
  const path = join(folder, session.eventLogName);
  if (existsSync(path)) return path;
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${path}.part`, eventLogOf(session, lines));
  renameSync(`${path}.part`, path);
  return path;
}

async function measure(
  probe: Probe,
  { action, path }: Candidate,
  duckdb: string | undefined,
): Promise<ReadingAnswer> {
  if (action === 'duckdb') return probe.run({ action, path, duckdb });
  if (action !== 'recover') return probe.run({ action, path });
  // Each time for the first time.
  const folder = mkdtempSync(join(tmpdir(), 'opta-journal-recovery-'));
  try {
    const own = join(folder, basename(path));
    linkSync(path, own);
    return await probe.run({ action, path: own });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function assertSameCounts(answers: Answers): void {
  const seen = new Set<string>();
  for (const [{ name }, all] of answers) {
    for (const { counts } of all) {
      if (name === RECOVER && counts.recovered !== 1) throw new Error('The session was not recovered');
      if (name !== RECOVER && name !== READ_FEW) seen.add(JSON.stringify(counts));
    }
  }
  if (seen.size > 1) throw new Error(`The candidates disagree: ${[...seen].join(' ')}`);
}

type Figure = Exclude<keyof ReadingAnswer, 'counts'>;

function toMeasured(answers: Answers, figure: Figure, unit = 1): Measured[] {
  return [...answers].map(([{ what, name }, all]) => ({
    what,
    name,
    values: all.map((answer) => answer[figure] / unit),
  }));
}

/** One row of each candidate with the figures and ratios of all three. */
function toRows([times, processor, resident]: Figures): string[][] {
  const [second, third] = [rowsOf(processor, 2), rowsOf(resident, 0)];
  return rowsOf(times, 2).map((row, index) => [
    ...row,
    ...(second[index] ?? []).slice(2),
    ...(third[index] ?? []).slice(2),
  ]);
}

function goalsOf([times, processor, resident]: Figures): Goal[] {
  return [
    ...goalsOfCounting(times, resident),
    atLeast(
      1.6,
      'every line as a record at least 1.6 × as fast as readline and JSON.parse, in time of a processor',
      ratioBetween(processor, PARSE, { name: READLINE, to: READ_BATCHES }),
    ),
    atLeast(
      0.8,
      'recovery at least 0.8 × as fast as every line as a record, in time of a processor',
      ratioBetween(processor, PARSE, { name: READ_BATCHES, to: RECOVER }),
    ),
    atMost(
      1.25,
      `constant memory: of ${MANY} at most 1.25 × that of ${FEW}`,
      ratioBetween(resident, PARSE, { name: READ_BATCHES, to: READ_FEW }),
    ),
  ];
}

function goalsOfCounting(times: readonly Measured[], resident: readonly Measured[]): Goal[] {
  const speed = 'counting by type at least as fast as DuckDB';
  const memory = 'counting by type with at most a third of the memory of DuckDB';
  if (!times.some(({ name }) => name === DUCKDB)) {
    return [speed, memory].map((goal) => ({ goal, figure: 'no DuckDB', isReached: undefined }));
  }
  return [
    atLeast(1, speed, ratioBetween(times, COUNT, { name: DUCKDB, to: COUNT_EVENTS })),
    atMost(1 / 3, memory, ratioBetween(resident, COUNT, { name: COUNT_EVENTS, to: DUCKDB })),
  ];
}
