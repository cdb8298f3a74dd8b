import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Benchmark, Result } from './benchmark.js';
import { commandStart } from './benchmarks/command-start.js';
import { documents } from './benchmarks/documents.js';
import { durable } from './benchmarks/durable.js';
import { formatterImport } from './benchmarks/formatter-import.js';
import { formatterSize } from './benchmarks/formatter-size.js';
import { listing } from './benchmarks/listing.js';
import { memory } from './benchmarks/memory.js';
import { numbers } from './benchmarks/numbers.js';
import { reading } from './benchmarks/reading.js';
import { record } from './benchmarks/record.js';
import { recordLatency } from './benchmarks/record-latency.js';
import { redaction } from './benchmarks/redaction.js';
import { search } from './benchmarks/search.js';
import { start } from './benchmarks/start.js';
import { describeMachine } from './describe-machine.js';
import { drawPlots } from './draw-plots.js';
import { formatResult } from './format-result.js';
import { replaceSection } from './readme-sections.js';

const BENCHMARKS: Benchmark[] = [
  record,
  recordLatency,
  durable,
  memory,
  numbers,
  reading,
  start,
  documents,
  redaction,
  formatterSize,
  formatterImport,
  commandStart,
  listing,
  search,
];

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    rounds: { type: 'string', default: '5' },
    write: { type: 'boolean', default: false },
  },
});
const rounds = Number(values.rounds);
if (!Number.isInteger(rounds) || rounds < 1)
  fail(`--rounds takes a whole number from 1, not ${values.rounds}`);
const machine = describeMachine();

console.log(`${machine}\n`);
for (const benchmark of choose(values.only)) await run(benchmark);

/** The row of that name, else all that have it in their names. */
function choose(only: string | undefined): Benchmark[] {
  if (only === undefined) return BENCHMARKS;
  const exact = BENCHMARKS.filter(({ name }) => name === only);
  const chosen = exact.length > 0 ? exact : BENCHMARKS.filter(({ name }) => name.includes(only));
  if (chosen.length > 0) return chosen;
  return fail(`--only ${only} matches none of: ${BENCHMARKS.map(({ name }) => name).join(', ')}`);
}

/** What cannot be measured here keeps none of the others from it. */
async function run(benchmark: Benchmark): Promise<void> {
  const begin = performance.now();
  try {
    const result = await benchmark.run(rounds);
    const section = formatResult(benchmark, result, machine);
    console.log(`${section}\n`);
    if (values.write) write(benchmark, result, section);
  } catch (error) {
    console.error(`### ${benchmark.title} (\`${benchmark.name}\`)\n\nNot measured:`, error);
    process.exitCode = 1;
  }
  const seconds = (performance.now() - begin) / 1_000;
  console.log(`(${benchmark.name}: ${rounds} rounds in ${seconds.toFixed(0)} s)\n`);
}

function write({ name, title }: Benchmark, { plots = [] }: Result, section: string): void {
  const readme = join(import.meta.dirname, 'README.md');
  const folder = join(import.meta.dirname, 'plots');
  let text = section;
  if (plots.length > 0) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, `${name}.svg`), drawPlots(plots));
    text += `\n\n![${title}](plots/${name}.svg)`;
  }
  writeFileSync(readme, replaceSection(readFileSync(readme, 'utf8'), name, text));
}

function fail(message: string): never {
  console.error(message);
  process.exit(2);
}
