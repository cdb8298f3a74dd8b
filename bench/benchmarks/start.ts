import { linkSync, mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRuntimeJournal } from '@opta/journal-runtime';
import type { Benchmark } from '../benchmark.js';
import { generateLogs } from '../generate-logs.js';
import { sessionOf } from '../logs/session-of.js';
import { formatSpread, ratioOf, spreadOf } from '../statistics.js';
import { createProbe } from './create-probe.js';
import { find, type Measured, plotsOf, ratioBetween, rowsOf } from './measured.js';
import { atMost } from './ratio-goals.js';
import type { StartAnswer, StartTask } from './start-probe.js';

const LOGS = 10_000;
const OPTIONS = { sessionLogs: LOGS, updateLogs: 0, eventLines: 500_000, seed: 1 };
const DEVICE = 'studio';
/** Sessions whose logs are missing when the journal starts, of 2,500 events each. */
const KILLED = 10;
/** Sessions that retention has to let go. */
const TOO_MANY = 100;
const DAY_MS = 86_400_000;

const BEFORE = 'until start() returns';
const AFTER = 'until recovery and retention are done';
const DELAY = 'timers late meanwhile (99th percentile)';
const READDIR = 'readdir';
const START = 'start()';
const IDLE = 'nothing is done';

export const start: Benchmark = {
  name: 'start',
  title: `Start in a folder with ${LOGS.toLocaleString('en-US')} session logs beside one readdir`,
  async run(rounds) {
    const source = generateLogs(join(tmpdir(), `opta-journal-start-${LOGS}`), OPTIONS).sessionLogsDir;
    const probe = createProbe('start-probe.ts');
    const answers: StartAnswer[] = [];
    try {
      for (let round = 0; round < rounds; round += 1) {
        const folder = mkdtempSync(join(tmpdir(), 'opta-journal-start-'));
        try {
          const task = prepareFolder(source, folder);
          await runOnce(task);
          answers.push(await probe.run(task));
        } finally {
          rmSync(folder, { recursive: true });
        }
      }
    } finally {
      probe.close();
    }
    assertWorkDone(answers);
    const all = toMeasured(answers);
    return {
      columns: ['what', 'candidate', 'ms, median (min–max)', '÷ the first'],
      rows: rowsOf(all),
      goals: [
        atMost(
          3,
          '`start()` at most 3 × one `readdir` of the folder',
          ratioBetween(all, BEFORE, { name: START, to: READDIR }),
        ),
        atMost(
          1.5,
          'recovery and retention leave timers as they are: at most 1.5 × as late as in an idle process',
          ratioOf(find(all, DELAY, START).values, find(all, DELAY, IDLE).values),
        ),
      ],
      plots: plotsOf(all, 'ms'),
      remarks: [
        `Each in a new process and a new copy of the folder, in which the journal has run once before. ${KILLED} sessions of 2,500 events were killed, and ${TOO_MANY} sessions are more than there may be: of each start, recovery gave ${KILLED} session logs and retention archived ${formatSpread(spreadOf(answers.map(({ archivedFiles }) => archivedFiles)), 0)} files.`,
        'Timers are looked at every millisecond, which is part of how late they are.',
      ],
    };
  },
};

/** A copy in which sessions of one device are without their logs, and others are too many. */
function prepareFolder(source: string, folder: string): StartTask {
  const [sessionLogsDir, updateLogsDir] = [join(folder, 'sessions'), join(folder, 'updates')];
  mkdirSync(sessionLogsDir);
  for (const name of readdirSync(source)) linkSync(join(source, name), join(sessionLogsDir, name));
  let own = 0;
  let killed = 0;
  for (let index = LOGS - 1; index >= 0; index -= 1) {
    const { device, sessionLogName, eventLogName } = sessionOf(index, LOGS, OPTIONS.seed);
    if (device !== DEVICE) continue;
    own += 1;
    if (killed === KILLED) continue;
    killed += 1;
    rmSync(join(sessionLogsDir, sessionLogName));
    // Nothing tells whether it still grows but that it has not grown for days.
    const old = new Date(Date.now() - 3 * DAY_MS);
    utimesSync(join(sessionLogsDir, eventLogName), old, old);
  }
  return { sessionLogsDir, updateLogsDir, device: DEVICE, maxSessionLogs: own - TOO_MANY };
}

/** So that guides and hidden folders are there, as they are but for the first start of all. */
async function runOnce({ sessionLogsDir, updateLogsDir, device }: StartTask): Promise<void> {
  const config = { sessionLogsDir, updateLogsDir, device, retentionMode: 'off' } as const;
  const journal = createRuntimeJournal(config, { environment: {}, recover: false });
  await journal.start();
  const finished = await journal.finalize();
  if (!finished.ok) throw finished.error;
}

function assertWorkDone(answers: readonly StartAnswer[]): void {
  for (const { recovered, archivedFiles } of answers) {
    if (recovered !== KILLED) throw new Error(`${recovered} sessions were recovered, not ${KILLED}`);
    if (archivedFiles < TOO_MANY) throw new Error(`${archivedFiles} files were archived`);
  }
}

function toMeasured(answers: readonly StartAnswer[]): Measured[] {
  const measured = (what: string, name: string, key: keyof StartAnswer): Measured => ({
    what,
    name,
    values: answers.map((answer) => answer[key]),
  });
  return [
    measured(BEFORE, READDIR, 'readdirMs'),
    measured(BEFORE, START, 'startMs'),
    measured(AFTER, START, 'backgroundMs'),
    measured(DELAY, IDLE, 'idleDelayP99Ms'),
    measured(DELAY, START, 'delayP99Ms'),
  ];
}
