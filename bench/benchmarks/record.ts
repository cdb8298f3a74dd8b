import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Benchmark, Goal, Plot, Result } from '../benchmark.js';
import { interleave } from '../interleave.js';
import { formatSpread, ratioOf, type Spread, spreadOf } from '../statistics.js';
import { createProbe, type Probe, runForJson } from './create-probe.js';
import { versionsOf } from './peer-versions.js';
import { atLeast } from './ratio-goals.js';
import {
  BASE,
  JOURNAL,
  JSON_READY,
  PINO,
  PINO_REDACT,
  PINO_SYNC,
  PYTHON,
  type RecordCandidate,
  recordCandidates,
} from './record-candidates.js';
import type { RecordAnswer } from './record-probe.js';
import { type Payload, samplesOf } from './record-samples.js';

const TITLES: Record<Payload, string> = {
  event: 'event of LMX, about 250 bytes',
  text: 'event with 1 KB of text',
};
const PYTHON_SCRIPT = join(import.meta.dirname, 'original-append.py');
/** Part of the events that come before those that count. */
const WARM_UP = 5;

type Answers = ReadonlyMap<RecordCandidate, readonly RecordAnswer[]>;

export const record: Benchmark = {
  name: 'record',
  title: 'Recording events beside JSON.stringify, loggers and plain files',
  async run(rounds) {
    const python = spawnSync('python3', ['--version']);
    const folder = mkdtempSync(join(tmpdir(), 'opta-bench-record-'));
    const probe = createProbe('record-probe.ts');
    try {
      writeFileSync(join(folder, 'samples.json'), JSON.stringify(samplesOf('event')));
      const candidates = recordCandidates(python.error === undefined);
      const answers = await interleave(candidates, rounds, (candidate) => measure(candidate, probe, folder));
      return toResult(answers, python.error === undefined ? python.stdout.toString().trim() : undefined);
    } finally {
      probe.close();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

function measure(candidate: RecordCandidate, probe: Probe, folder: string): Promise<RecordAnswer> {
  const { recorder, payload, count } = candidate;
  const directory = mkdtempSync(join(folder, 'events-'));
  const parameters = { recorder, payload, count, warmUp: count / WARM_UP, directory };
  if (recorder !== 'python') return probe.run(parameters);
  const files = { samples: join(folder, 'samples.json'), path: join(directory, 'events.jsonl') };
  return runForJson('python3', [PYTHON_SCRIPT, JSON.stringify({ ...parameters, ...files })]);
}

function toResult(answers: Answers, python: string | undefined): Result {
  const [event, text] = (['event', 'text'] as const).map((payload) => ratesOf(answers, payload)) as [
    Rates,
    Rates,
  ];
  return {
    columns: [
      'what',
      'candidate',
      'events/s, median (min–max)',
      '÷ JSON.stringify',
      'CPU, µs an event',
      'CPU ÷ JSON.stringify',
      'bytes a line',
      'line',
    ],
    rows: [...answers].map(([candidate, values]) => toRow(candidate, values, answers)),
    remarks: [
      'Each candidate runs in a new process of its own, once a round, the rounds interleaved. From the first event until the system has all bytes; 200 events come together, then the process does something else. The last event is a failure, which a journal hands over at once. Before what counts come a fifth as many events.',
      '`record()` has everything on that is on by default: redaction, counting, the running summary, a sync of the file every second. All lines are counted afterwards: who lost one has no figure. CPU is that of the whole process, so that the threads which write and sync for it count. No logger or file is synced.',
      `${BASE}: the record is made, with the text of its time, as everybody who writes it has to. Where the record is ready before, only \`JSON.stringify\` is left.`,
      'A host that emits faster than the disk syncs waits for the journal, which would drop and count what does not fit into 16 MiB; that is in its time. The others keep what waits without a limit.',
      'pino and sonic-boom collect 4 KiB, as their documents advise; synchronous ones write then, on the thread of the host. SQLite has a write-ahead log and a transaction for each event.',
      `${versionsOf(['pino', 'sonic-boom', 'winston', 'node-sqlite3-wasm'])}, ${python ?? `not measured: ${PYTHON}, for lack of python3`}.`,
    ],
    goals: goalsOf(event, text),
    plots: [plotOf(answers, 'event'), plotOf(answers, 'text')],
  };
}

function toRow(candidate: RecordCandidate, values: readonly RecordAnswer[], answers: Answers): string[] {
  const { name, payload, line } = candidate;
  const rates = ratesOf(answers, payload);
  const { lineBytes } = values[0] as RecordAnswer;
  return [
    TITLES[payload],
    name,
    formatSpread(spreadOf(rates.of(name)), 0),
    formatSpread(rates.ratio(name, BASE), 2),
    formatSpread(spreadOf(rates.cpuOf(name)), 2),
    formatSpread(rates.cpuRatio(name, BASE), 2),
    lineBytes?.toFixed(0) ?? '–',
    line,
  ];
}

interface Rates {
  of(name: string): number[];
  cpuOf(name: string): number[];
  has(name: string): boolean;
  ratio(name: string, base: string): Spread;
  cpuRatio(name: string, base: string): Spread;
}

function ratesOf(answers: Answers, payload: Payload): Rates {
  const byName = new Map(
    [...answers]
      .filter(([candidate]) => candidate.payload === payload)
      .map(([{ name }, values]) => [name, values]),
  );
  const of = (name: string) => (byName.get(name) ?? []).map(({ perSecond }) => perSecond);
  const cpuOf = (name: string) => (byName.get(name) ?? []).map(({ cpuUs }) => cpuUs);
  return {
    of,
    cpuOf,
    has: (name) => byName.has(name),
    ratio: (name, base) => ratioOf(of(name), of(base)),
    cpuRatio: (name, base) => ratioOf(cpuOf(name), cpuOf(base)),
  };
}

function goalsOf(event: Rates, text: Rates): Goal[] {
  const fastestPino = event.of(PINO).map((rate, round) => Math.max(rate, event.of(PINO_SYNC)[round] ?? 0));
  const python = '`record()` of an event at least 12 × the rate of the Python original';
  return [
    withReady(
      event,
      atLeast(
        0.9,
        '`record()` of an event at least 0.9 × the rate of `JSON.stringify` of the whole record alone (1.0 wanted)',
        event.ratio(JOURNAL, BASE),
      ),
    ),
    withReady(
      text,
      atLeast(
        0.5,
        '`record()` of 1 KB of text at least 0.5 × the same (0.7 wanted)',
        text.ratio(JOURNAL, BASE),
      ),
    ),
    atLeast(
      1.7,
      '`record()` of an event at least 1.7 × the rate of the fastest pino',
      ratioOf(event.of(JOURNAL), fastestPino),
    ),
    atLeast(
      3.5,
      '`record()` of an event at least 3.5 × the rate of pino with redact paths',
      event.ratio(JOURNAL, PINO_REDACT),
    ),
    event.has(PYTHON)
      ? atLeast(12, python, event.ratio(JOURNAL, PYTHON))
      : { goal: python, figure: 'python3 is missing', isReached: undefined },
  ];
}

/** With the stricter reading beside it, and with what does not depend on who else uses the processors. */
function withReady(rates: Rates, goal: Goal): Goal {
  const ready = formatSpread(rates.ratio(JOURNAL, JSON_READY), 2);
  const cpu = formatSpread(rates.cpuRatio(JOURNAL, BASE), 2);
  return { ...goal, figure: `${goal.figure}; beside records that are ready ${ready} ×; ${cpu} × its CPU` };
}

function plotOf(answers: Answers, payload: Payload): Plot {
  const rates = ratesOf(answers, payload);
  const names = [...answers.keys()].filter((one) => one.payload === payload).map(({ name }) => name);
  // Raw writes take twenty times as many: beside them nothing else could be seen.
  const shown = names.filter((name) => !name.startsWith('raw'));
  return {
    title: `${TITLES[payload]}: events a second`,
    bars: shown.map((name) => ({ label: name, spread: spreadOf(rates.of(name)) })),
  };
}
