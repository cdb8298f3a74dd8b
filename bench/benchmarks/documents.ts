import type { Benchmark } from '../benchmark.js';
import { interleave } from '../interleave.js';
import { createProbe } from './create-probe.js';
import type { DocumentsAnswer, DocumentsTask } from './documents-probe.js';
import { type Measured, plotsOf, ratioBetween, rowsOf } from './measured.js';
import { atLeast, atMost } from './ratio-goals.js';

const SESSION_LOG = 'one session log';
const PER_ROW = 'a row of a table of steps, by their number';
const REMARK = 'remark';
const OWN = 'formatSessionLog()';
const [SHORT, MIDDLE, LONG] = [100, 1_000, 10_000].map((rows) => `formatUpdateLog(), ${rows}`) as [
  string,
  string,
  string,
];

interface Candidate extends DocumentsTask {
  what: string;
  name: string;
}

const CANDIDATES: readonly Candidate[] = [
  { what: SESSION_LOG, name: REMARK, formatter: 'remark' },
  { what: SESSION_LOG, name: OWN, formatter: 'journal' },
  { what: PER_ROW, name: `${REMARK}, 1000`, formatter: 'remark', tableRows: 1_000 },
  { what: PER_ROW, name: SHORT, formatter: 'journal', tableRows: 100 },
  { what: PER_ROW, name: MIDDLE, formatter: 'journal', tableRows: 1_000 },
  { what: PER_ROW, name: LONG, formatter: 'journal', tableRows: 10_000 },
];

export const documents: Benchmark = {
  name: 'documents',
  title: 'Formatting logs beside the full remark stack',
  async run(rounds) {
    const probe = createProbe('documents-probe.ts');
    try {
      const answers = await interleave(CANDIDATES, rounds, ({ formatter, tableRows }) =>
        probe.run<DocumentsAnswer>({ formatter, tableRows }),
      );
      const all = [...answers].map(
        ([{ what, name }, of]): Measured => ({ what, name, values: of.map(({ timeUs }) => timeUs) }),
      );
      return {
        columns: ['what', 'candidate', 'µs of a processor, median (min–max)', '÷ the first'],
        rows: rowsOf(all),
        goals: [
          atLeast(
            5,
            'a session log at least 5 × as fast as with the full remark stack',
            ratioBetween(all, SESSION_LOG, { name: REMARK, to: OWN }),
          ),
          atMost(
            1.5,
            'linear: a row of 10,000 at most 1.5 × one of 1,000',
            ratioBetween(all, PER_ROW, { name: LONG, to: MIDDLE }),
          ),
        ],
        plots: plotsOf(all, 'µs of a processor'),
        remarks: [
          `Each in a process of its own that has worked for 0.7 s before it counts. 50 generated session logs, together ${kilobytes(answers, REMARK)} KB as remark writes them and ${kilobytes(answers, OWN)} KB as this journal does.`,
          'remark, with remark-gfm and remark-frontmatter, is given the tree that this journal builds, ready made; the journal builds it each time. remark aligns the columns of tables and escapes more.',
          'The figure of a row has its share of the rest of the log in it. From some thousand rows on the tree does not fit into what V8 keeps for young objects; with `--max-semi-space-size=64` a row of 10,000 takes as long as one of 1,000.',
        ],
      };
    } finally {
      probe.close();
    }
  },
};

function kilobytes(answers: ReadonlyMap<Candidate, readonly DocumentsAnswer[]>, name: string): string {
  const [, [one] = []] = [...answers].find(([candidate]) => candidate.name === name) ?? [];
  return ((one?.characters ?? 0) / 1_000).toFixed(0);
}
