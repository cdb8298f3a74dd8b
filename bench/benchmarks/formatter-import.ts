import { execFile } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Benchmark } from '../benchmark.js';
import { formatSpread, ratioOf, spreadOf } from '../statistics.js';
import { ENTRIES, FORMATTING } from './formatter-entries.js';
import { atMost } from './ratio-goals.js';

const execute = promisify(execFile);

export const formatterImport: Benchmark = {
  name: 'formatter-import',
  title: 'Cold import of the formatter in Node',
  async run(rounds) {
    const times = new Map<string, number[]>(ENTRIES.map(({ name }) => [name, []]));
    const files = ENTRIES.map(({ name, code }, index) => {
      const file = join(import.meta.dirname, `.import-${process.pid}-${index}.mjs`);
      writeFileSync(file, code);
      return { name, file };
    });
    try {
      for (let round = 0; round < rounds; round += 1) {
        for (const { name, file } of files) times.get(name)?.push(await importTimeMs(file));
      }
    } finally {
      for (const { file } of files) rmSync(file, { force: true });
    }
    const remark = times.get(ENTRIES.at(-1)?.name ?? '') ?? [];
    return {
      columns: ['entry', 'import() ms, median (min–max)', '÷ remark, median (min–max)'],
      rows: [...times].map(([name, values]) => [
        name,
        formatSpread(spreadOf(values)),
        formatSpread(ratioOf(values, remark), 2),
      ]),
      goals: [
        atMost(
          1 / 3,
          'import of the installed `.` entry at most a third of the time of the full remark stack',
          ratioOf(times.get(FORMATTING) ?? [], remark),
        ),
      ],
      remarks: [
        'Each time is `import()` in a new process, from installed packages (not bundled), file cache warm.',
        'Ratios are taken within a round.',
      ],
    };
  },
};

async function importTimeMs(file: string): Promise<number> {
  const code = `const begin = performance.now(); await import(${JSON.stringify(file)}); console.log(performance.now() - begin);`;
  const { stdout } = await execute(process.execPath, ['--input-type=module', '-e', code]);
  return Number(stdout);
}
