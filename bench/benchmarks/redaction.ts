import { createRedactor } from '@opta/journal-redact';
import slowRedact from '@pinojs/redact';
import pino from 'pino';
import type { Benchmark } from '../benchmark.js';
import { formatSpread, type Spread, spreadOf } from '../statistics.js';
import { type Measured, plotsOf, ratioBetween, rowsOf } from './measured.js';
import { atMost } from './ratio-goals.js';
import { eventsOf, NEAR_MISSES, textOf } from './redaction-samples.js';

/** Calls that are timed together. */
const CALLS = 9_000;
/** So many that no identifier is remembered when it comes again. */
const EVENT_COUNT = 9_000;
const LONG = 10_000_000;
/** Lengths between which the growth is measured. */
const ATTACK_LENGTH = 100_000;
const ATTACK_TIMES = 8;
/** What the peers are told, as they know no secrets by themselves. */
const PATHS = ['data.password', 'data.token', 'data.api_key', 'data.headers.authorization'];

const EVENT = 'event of about 250 bytes';
const TEXT = 'event with 1 KB of text';
const BASE = 'JSON.stringify';
const LOOK = 'journal-redact, mayHaveSecrets';

type Row = Record<string, unknown>;
interface Candidate {
  name: string;
  run: (rows: readonly Row[], dataJsons: readonly string[]) => number;
}

export const redaction: Benchmark = {
  name: 'redaction',
  title: 'Redaction beside JSON.stringify and redaction by paths',
  async run(rounds) {
    const texts = [{ event_type: 'log', data: { text: textOf(1_000) }, timestamp: '2026-02-24T13:56:12Z' }];
    const all = [...compare(EVENT, eventsOf(EVENT_COUNT), rounds), ...compare(TEXT, texts, rounds)];
    return {
      columns: ['what', 'candidate', 'µs each, median (min–max)', '÷ JSON.stringify, median (min–max)'],
      rows: rowsOf(all, 3),
      goals: [
        atMost(0.25, `a look at an ${EVENT} at most 0.25 × its JSON.stringify`, lookAt(all, EVENT)),
        atMost(0.9, `a look at an ${TEXT} at most 0.9 × its JSON.stringify`, lookAt(all, TEXT)),
      ],
      plots: plotsOf(all, 'µs'),
      remarks: [longText(rounds), growth(rounds), ...REMARKS],
    };
  },
};

const REMARKS = [
  '`mayHaveSecrets` gets the data of the event, which is what the runtime asks for every event; `redactJson` the same as JSON; all others get the whole event.',
  'Every request of the events has an identifier of its own.',
  'The peers replace what stands at four paths that they are told; they do not look into texts.',
];

function compare(what: string, rows: readonly Row[], rounds: number): Measured[] {
  const dataJsons = rows.map(({ data }) => JSON.stringify(data));
  const candidates = createCandidates();
  const times = new Map<string, number[]>(candidates.map(({ name }) => [name, []]));
  // The first round only warms up.
  for (let round = 0; round <= rounds; round += 1) {
    for (const { name, run } of candidates) {
      const repeats = CALLS / rows.length;
      const time = timeUs(() => {
        for (let repeat = 0; repeat < repeats; repeat += 1) run(rows, dataJsons);
      });
      if (round > 0) times.get(name)?.push(time / CALLS);
    }
  }
  return [...times].map(([name, values]) => ({ what, name, values }));
}

function lookAt(all: readonly Measured[], what: string): Spread {
  return ratioBetween(all, what, { name: LOOK, to: BASE });
}

function createCandidates(): Candidate[] {
  const redactor = createRedactor();
  const redactPaths = slowRedact({ paths: PATHS });
  const sink = { write: () => {} };
  const [plain, redacting] = [pino({}, sink), pino({ redact: PATHS }, sink)];
  return [
    { name: BASE, run: (rows) => each(rows, (row) => JSON.stringify(row)) },
    {
      name: LOOK,
      run: (rows) => each(rows, ({ data }) => redactor.mayHaveSecrets(data)),
    },
    {
      name: 'journal-redact, redactJson',
      run: (_rows, jsons) => each(jsons, (json) => redactor.redactJson(json)),
    },
    { name: 'journal-redact, redact', run: (rows) => each(rows, (row) => redactor.redact(row)) },
    { name: '@pinojs/redact with JSON.stringify', run: (rows) => each(rows, (row) => redactPaths(row)) },
    { name: 'pino', run: (rows) => each(rows, (row) => plain.info(row)) },
    { name: 'pino with redact paths', run: (rows) => each(rows, (row) => redacting.info(row)) },
  ];
}

/** Uses what comes out, so that it is not left out. */
function each<T>(items: readonly T[], use: (item: T) => unknown): number {
  let used = 0;
  for (const item of items) used += use(item) === undefined ? 0 : 1;
  return used;
}

function longText(rounds: number): string {
  const redactor = createRedactor();
  const text = textOf(LONG);
  const rates = Array.from({ length: rounds }, () => LONG / timeUs(() => redactor.redactText(text)));
  return `10 MB of text: ${formatSpread(spreadOf(rates), 0)} MB/s.`;
}

/** How many times as long the longer one takes for each near miss: the least of all rounds. */
function growth(rounds: number): string {
  const redactor = createRedactor();
  const times = NEAR_MISSES.map((piece) => {
    const ratios = Array.from({ length: rounds }, () => {
      const [short, long] = [ATTACK_LENGTH, ATTACK_LENGTH * ATTACK_TIMES].map((length) => {
        const text = piece.repeat(length / piece.length);
        return timeUs(() => redactor.redactText(text));
      }) as [number, number];
      return long / short;
    });
    return { piece, growth: spreadOf(ratios).median };
  });
  const worst = times.reduce((one, other) => (other.growth > one.growth ? other : one));
  return `Near misses, ${ATTACK_TIMES} times as long: at most ${worst.growth.toFixed(1)} times the time (${JSON.stringify(worst.piece)}).`;
}

function timeUs(run: () => unknown): number {
  const begin = performance.now();
  run();
  return (performance.now() - begin) * 1_000;
}
