import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Benchmark, Result } from '../benchmark.js';
import { type GeneratedFolders, generateLogs } from '../generate-logs.js';
import { VOCABULARY } from '../logs/vocabulary.js';
import { formatSpread, ratioOf, spreadOf } from '../statistics.js';
import { buildProbe } from './create-probe.js';
import { atMost } from './ratio-goals.js';
import type { ProbeAnswer, ProbeQuery } from './search-probe.js';

/** Session logs; a fifth as many update logs and 50 event lines for each come with them. */
const LOGS = Number(process.env.OPTA_BENCH_LOGS ?? 100_000);
/** Builds that are measured at the most: one of 100,000 logs and its peer take half a minute. */
const MAX_BUILDS = 3;
/** Names of 120,000 files that match. */
const MAX_OUTPUT_BYTES = 64 * 1024 * 1024;
/** Ranks of words that are asked for, from the most frequent to one in a few logs. */
const RANKS = [3, 30, 100, 300, 1_000, 3_000, 10_000, 19_000];

interface Question {
  text: string;
  /** The same for ripgrep: a regular expression. */
  pattern: string;
}

const QUESTIONS: readonly Question[] = [
  ...RANKS.map((rank) => wordAt(rank)).map((word) => ({ text: word, pattern: `\\b${word}\\b` })),
  { text: '"canary failed"', pattern: '\\bcanary\\W+failed\\b' },
  { text: `${wordAt(500).slice(0, 4)}*`, pattern: `\\b${wordAt(500).slice(0, 4)}` },
];

/** Of events, those of which there are few or none: what there is plenty of is found in the newest log. */
const EVENT_QUESTIONS: readonly Question[] = [wordAt(15_000), 'nosuchword', wordAt(19_900)].map((word) => ({
  text: word,
  pattern: `\\b${word}\\b`,
}));

export const search: Benchmark = {
  name: 'search',
  title: 'Searching logs and events beside ripgrep, FTS5 and stat',
  async run(rounds) {
    if (spawnSync('rg', ['--version']).error !== undefined) {
      throw new Error(
        'The benchmark `search` needs ripgrep: apt-get install ripgrep, or brew install ripgrep.',
      );
    }
    const directory = join(tmpdir(), `opta-journal-logs-${LOGS}`);
    const options = { sessionLogs: LOGS, updateLogs: LOGS / 5, eventLines: LOGS * 50, seed: 1 };
    const folders = generateLogs(directory, options);
    const cacheDir = mkdtempSync(join(tmpdir(), 'opta-journal-cache-'));
    const program = buildProbe('search-probe.ts');
    try {
      return measure({ folders, cacheDir, program, rounds });
    } finally {
      rmSync(cacheDir, { recursive: true });
      rmSync(program, { force: true });
    }
  },
};

interface Setting {
  folders: GeneratedFolders;
  cacheDir: string;
  program: string;
  rounds: number;
}

function measure(setting: Setting): Result {
  const { rounds } = setting;
  // Everything comes into the file cache before anything counts.
  runProbe(setting, 'insert');
  const builds = Array.from({ length: Math.min(rounds, MAX_BUILDS) }, () => measureBuild(setting));
  const bareMs = builds.map(({ bare }) => bare.cpuMs);
  const builtMs = builds.map(({ built }) => built.cpuMs);
  const logs = ask(setting, QUESTIONS, ['session', 'update'], '*.md');
  const events = ask(setting, EVENT_QUESTIONS, ['event'], '*.jsonl');
  const starts = Array.from({ length: rounds }, () => [
    runProbe(setting, 'stat'),
    runProbe(setting, 'start'),
  ]);
  const statMs = starts.map(([stat]) => (stat as ProbeAnswer).wallMs);
  const startMs = starts.map(([, start]) => (start as ProbeAnswer).wallMs);
  const indexing = Math.max(...builds.map(({ built }) => built.residentMb));
  const answering = Math.max(logs.answer.residentMb, events.answer.residentMb);
  const delays = spreadOf(builds.map(({ built }) => built.delayP99Ms));
  const indexRatio = ratioOf(builtMs, bareMs);
  const startRatio = ratioOf(startMs, statMs);
  return {
    columns: ['what', 'candidate', 'ms, median (min–max)', '÷ the first'],
    rows: [
      ...toRows('session and update logs', logs),
      ...toRows('events', events),
      ['CPU of building the index', 'bare inserts into FTS5', formatSpread(spreadOf(bareMs), 0), '1.00'],
      [
        'CPU of building the index',
        'refresh()',
        formatSpread(spreadOf(builtMs), 0),
        formatSpread(indexRatio, 2),
      ],
      ['start, nothing has changed', 'one stat of every file', formatSpread(spreadOf(statMs)), '1.00'],
      [
        'start, nothing has changed',
        'openSearch() and refresh()',
        formatSpread(spreadOf(startMs)),
        formatSpread(startRatio, 2),
      ],
    ],
    remarks: [
      `${LOGS} session logs, ${LOGS / 5} update logs, ${LOGS * 50} lines of events; all in the file cache; ${version()}.`,
      `Each question is asked ${rounds} times; what counts of it is the median. ${QUESTIONS.length} questions to logs: ${QUESTIONS.map(({ text }) => `\`${text}\``).join(', ')}; ${EVENT_QUESTIONS.length} to events. ripgrep lists the files that match; a search gives 20 hits with their lines.`,
      `While it indexes, timers of the host are ${delays.median.toFixed(1)} ms late (99th percentile). Its process takes ${indexing.toFixed(0)} MB at most while it indexes, ${answering.toFixed(0)} MB while it answers.`,
      'Inserts and stats are made in a new process with nothing else to do; CPU is that of the whole process, reading the files included.',
    ],
    goals: [
      atMost(
        1 / 20,
        'session and update logs in at most 0.05 × the time of ripgrep',
        ratioOf(logs.ownMs, logs.peerMs),
      ),
      atMost(3, 'events in at most 3 × the time of ripgrep', ratioOf(events.ownMs, events.peerMs)),
      atMost(1.5, 'CPU of building the index at most 1.5 × that of bare inserts into FTS5', indexRatio),
      atMost(1.5, 'a start with nothing changed in at most 1.5 × one stat of every file', startRatio),
      {
        goal: 'timers of the host at most 20 ms late while it indexes (99th percentile)',
        figure: `${formatSpread(delays)} ms`,
        isReached: delays.median <= 20,
      },
      {
        goal: 'resident set under 300 MB',
        figure: `${indexing.toFixed(0)} MB while it indexes, ${answering.toFixed(0)} MB while it answers`,
        isReached: Math.max(indexing, answering) < 300,
      },
    ],
  };
}

/** Each begins with an empty folder. */
function measureBuild(setting: Setting): { bare: ProbeAnswer; built: ProbeAnswer } {
  const emptied = (): void => {
    rmSync(setting.cacheDir, { recursive: true });
    mkdirSync(setting.cacheDir);
  };
  emptied();
  const bare = runProbe(setting, 'insert');
  emptied();
  return { bare, built: runProbe(setting, 'build') };
}

interface Answers {
  answer: ProbeAnswer;
  /** Milliseconds of each question, its median. */
  peerMs: number[];
  ownMs: number[];
}

function ask(
  setting: Setting,
  questions: readonly Question[],
  kinds: ProbeQuery['in'],
  glob: string,
): Answers {
  const { rounds } = setting;
  const peerMs = questions.map(({ pattern }) =>
    medianOf(Array.from({ length: rounds }, () => grep(setting.folders, glob, pattern))),
  );
  const queries = questions.map(({ text }) => ({ text, in: kinds }));
  const answer = runProbe(setting, 'query', JSON.stringify({ queries, rounds }));
  return { answer, peerMs, ownMs: answer.queryMs.map(medianOf) };
}

function grep({ sessionLogsDir, updateLogsDir }: GeneratedFolders, glob: string, pattern: string): number {
  const begin = performance.now();
  const options = ['--files-with-matches', '--ignore-case', '--glob', glob];
  const { status } = spawnSync('rg', [...options, pattern, sessionLogsDir, updateLogsDir], {
    maxBuffer: MAX_OUTPUT_BYTES,
  });
  // 1 is no match.
  if (status !== 0 && status !== 1) throw new Error(`rg ${pattern} ended with ${status}`);
  return performance.now() - begin;
}

function toRows(what: string, { peerMs, ownMs }: Answers): string[][] {
  const ratios = ownMs.map((time, index) => time / (peerMs[index] as number));
  return [
    [what, 'ripgrep', formatSpread(spreadOf(peerMs)), '1.00'],
    [what, 'search()', formatSpread(spreadOf(ownMs)), formatSpread(spreadOf(ratios), 3)],
  ];
}

function medianOf(values: readonly number[]): number {
  return spreadOf(values).median;
}

function version(): string {
  return execFileSync('rg', ['--version']).toString().split('\n')[0] as string;
}

function runProbe({ folders, cacheDir, program }: Setting, action: string, argument = '{}'): ProbeAnswer {
  const place = JSON.stringify({ ...folders, cacheDir });
  // Without the loaders of this process: they would count as memory of the search.
  return JSON.parse(execFileSync(process.execPath, [program, place, action, argument]).toString());
}

function wordAt(rank: number): string {
  return VOCABULARY[rank] as string;
}
