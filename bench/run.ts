import { cpus, release, totalmem, type } from 'node:os';
import { parseArgs } from 'node:util';
import type { Benchmark, Result } from './benchmark.js';
import { commandStart } from './benchmarks/command-start.js';
import { formatterImport } from './benchmarks/formatter-import.js';
import { formatterSize } from './benchmarks/formatter-size.js';
import { listing } from './benchmarks/listing.js';
import { redaction } from './benchmarks/redaction.js';
import { search } from './benchmarks/search.js';

const BENCHMARKS: Benchmark[] = [formatterSize, formatterImport, redaction, listing, search, commandStart];

const { values } = parseArgs({
  options: { only: { type: 'string' }, rounds: { type: 'string', default: '9' } },
});
const rounds = Number(values.rounds);
if (!Number.isInteger(rounds) || rounds < 1)
  fail(`--rounds takes a whole number from 1, not ${values.rounds}`);
const chosen = BENCHMARKS.filter(({ name }) => values.only === undefined || name.includes(values.only));
if (chosen.length === 0) {
  fail(`--only ${values.only} matches none of: ${BENCHMARKS.map(({ name }) => name).join(', ')}`);
}

console.log(`${new Date().toISOString().slice(0, 10)}, ${describeMachine()}\n`);
for (const benchmark of chosen) console.log(formatResult(benchmark, await benchmark.run(rounds)));

function describeMachine(): string {
  const processors = cpus();
  const memoryGiB = Math.round(totalmem() / 2 ** 30);
  return `Node ${process.versions.node}, ${processors.length} × ${processors[0]?.model.trim()}, ${memoryGiB} GiB, ${type()} ${release()}`;
}

function formatResult({ name, title }: Benchmark, { columns, rows, remarks }: Result): string {
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
  return [
    `### ${title} (\`${name}\`)`,
    '',
    line(columns),
    line(columns.map(() => '---')),
    ...rows.map(line),
    '',
    ...remarks,
    '',
  ].join('\n');
}

function fail(message: string): never {
  console.error(message);
  process.exit(2);
}
