// Journals the invented day anew: two runtimes of one server, each in a process of its own.
// usage: pnpm start [FOLDER]      (default: this folder)
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';

const here = import.meta.dirname;
const target = resolve(process.argv[2] ?? here);

for (const folder of ['12-Session-Logs', 'updates'])
  rmSync(join(target, folder), { recursive: true, force: true });

for (const part of ['morning', 'afternoon']) {
  // The morning's server crashes, so its exit code is not 0 and its error goes to stderr.
  const { stderr, status } = spawnSync(
    process.execPath,
    ['--conditions=@opta/source', '--import', 'tsx', join(here, 'runtime.ts'), part, target],
    { encoding: 'utf8' },
  );
  console.log(`${part}: the server ended with ${status}${stderr === '' ? '' : `\n${stderr.trim()}`}`);
}
