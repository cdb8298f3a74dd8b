import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Benchmark } from '../benchmark.js';
import { generateLogs } from '../generate-logs.js';
import { formatSpread, spreadOf } from '../statistics.js';

const COMMAND = join(import.meta.dirname, '../../packages/journal-cli/bin/opta-journal.js');
const LOGS = 10_000;
const LINES = '20';

interface Candidate {
  name: string;
  program: string;
  parameters: string[];
  cwd?: string;
}

export const commandStart: Benchmark = {
  name: 'command-start',
  title: 'Start of the opta-journal command',
  async run(rounds) {
    const folders = generateLogs(join(tmpdir(), `opta-journal-logs-${LOGS}`), {
      sessionLogs: LOGS,
      updateLogs: LOGS / 5,
      eventLines: 1_000,
      seed: 1,
    });
    const repository = mkdtempSync(join(tmpdir(), 'opta-journal-git-'));
    try {
      makeCommits(repository);
      return measure(rounds, [
        { name: `git log -n ${LINES}`, program: 'git', parameters: ['log', '-n', LINES], cwd: repository },
        { name: 'node -e 0', program: process.execPath, parameters: ['-e', '0'] },
        command('--version'),
        command('sessions', '-n', LINES, '--sessions-dir', folders.sessionLogsDir),
        command('updates', '-n', LINES, '--updates-dir', folders.updateLogsDir),
      ]);
    } finally {
      rmSync(repository, { recursive: true });
    }
  },
};

function command(...parameters: string[]): Candidate {
  const name = `opta-journal ${parameters.filter((word) => !word.includes('/') && !word.endsWith('-dir')).join(' ')}`;
  return { name, program: process.execPath, parameters: [COMMAND, ...parameters] };
}

function measure(rounds: number, candidates: readonly Candidate[]) {
  const times = new Map<string, number[]>(candidates.map(({ name }) => [name, []]));
  // The first round only brings everything into the file cache.
  for (let round = 0; round <= rounds; round += 1) {
    for (const candidate of candidates) {
      const time = timeMs(candidate);
      if (round > 0) times.get(candidate.name)?.push(time);
    }
  }
  const base = times.get(candidates[0]?.name ?? '') ?? [];
  return {
    columns: ['command', 'ms, median (min–max)', '÷ git log, median (min–max)'],
    rows: [...times].map(([name, values]) => [
      name,
      formatSpread(spreadOf(values)),
      formatSpread(spreadOf(values.map((value, round) => value / (base[round] as number)))),
    ]),
    plots: [
      {
        title: 'from start to end, ms',
        bars: [...times].map(([name, values]) => ({ label: name, spread: spreadOf(values) })),
      },
    ],
    remarks: [
      `${LOGS} session logs and ${LOGS / 5} update logs; a repository of ${COMMITS} commits. From start to end of the process, output into a pipe.`,
    ],
  };
}

function timeMs({ program, parameters, cwd }: Candidate): number {
  const begin = performance.now();
  execFileSync(program, parameters, { cwd, stdio: ['ignore', 'pipe', 'inherit'] });
  return performance.now() - begin;
}

const COMMITS = 1_000;

function makeCommits(repository: string): void {
  execFileSync('git', ['init', '--quiet'], { cwd: repository });
  const commits = Array.from(
    { length: COMMITS },
    (_, index) =>
      `commit refs/heads/main\ncommitter a <a@example.org> ${index} +0000\ndata 1\n${index % 10}\n`,
  );
  execFileSync('git', ['fast-import', '--quiet'], { cwd: repository, input: commits.join('') });
  execFileSync('git', ['symbolic-ref', 'HEAD', 'refs/heads/main'], { cwd: repository });
}
