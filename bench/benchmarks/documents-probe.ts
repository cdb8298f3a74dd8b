// Formats logs in one way, in a process of its own: both ways use some of the same code, which is slower for each
// where the other has run.
import {
  buildSessionLogTree,
  buildUpdateLogTree,
  formatSessionLog,
  formatUpdateLog,
} from '@opta/journal-format';
import { remark } from 'remark';
import remarkFrontmatter from 'remark-frontmatter';
import remarkGfm from 'remark-gfm';
import { sessionLogOf, sessionOf } from '../logs/session-of.js';
import { updateOf } from '../logs/update-of.js';
import { spreadOf } from '../statistics.js';

export interface DocumentsTask {
  formatter: 'journal' | 'remark';
  /** Rows of a table of steps; else session logs are formatted. */
  tableRows?: number;
}

export interface DocumentsAnswer {
  /** Microseconds of a processor for each log or row. */
  timeUs: number;
  /** UTF-16 code units of all texts. */
  characters: number;
}

const LOGS = 50;
/** Time of a processor that each has before it counts, and in which it counts. */
const WARM_UP_US = 700_000;
const MEASURED_US = 300_000;

const task: DocumentsTask = JSON.parse(process.argv[2] as string);
const { units, format } = task.tableRows === undefined ? sessionLogs(task) : table(task, task.tableRows);
timesUs(WARM_UP_US);
const answer: DocumentsAnswer = {
  timeUs: spreadOf(timesUs(MEASURED_US)).median / units,
  characters: format().join('').length,
};
process.stdout.write(JSON.stringify(answer));

interface Work {
  /** What a time is divided by. */
  units: number;
  format: () => string[];
}

function sessionLogs({ formatter }: DocumentsTask): Work {
  const logs = Array.from({ length: LOGS }, (_, index) => sessionLogOf(sessionOf(index, LOGS, 1), true));
  if (formatter === 'journal') return { units: LOGS, format: () => logs.map((log) => formatSessionLog(log)) };
  const processor = createRemark();
  const trees = logs.map((log) => buildSessionLogTree(log));
  return { units: LOGS, format: () => trees.map((tree) => processor.stringify(tree)) };
}

function table({ formatter }: DocumentsTask, rows: number): Work {
  const step = { target: 'mono512', component: 'lmx', step: 'model/load', status: 'ok' };
  const steps = Array.from({ length: rows }, (_, index) => ({
    ...step,
    message: `memory_after_load_gb=218.23 time_to_load_ms=${index}`,
  }));
  const log = { ...updateOf(0, 1, 1).log, steps };
  if (formatter === 'journal') return { units: rows, format: () => [formatUpdateLog(log)] };
  const processor = createRemark();
  const tree = buildUpdateLogTree(log);
  return { units: rows, format: () => [processor.stringify(tree)] };
}

function createRemark() {
  return remark().use(remarkGfm).use(remarkFrontmatter).freeze();
}

/** Of all threads of the process: what never waits takes no other time, whatever else the machine does. */
function timesUs(atLeastUs: number): number[] {
  const times: number[] = [];
  for (let total = 0; total < atLeastUs; total += times.at(-1) as number) {
    const begin = process.cpuUsage();
    format();
    const { user, system } = process.cpuUsage(begin);
    times.push(user + system);
  }
  return times;
}
