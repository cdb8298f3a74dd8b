// Journals the invented day anew: two runtimes of one server, each in a process of its own.
// usage: pnpm start [FOLDER]      (default: this folder)
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';

const FOLDERS = ['12-Session-Logs', 'updates'];
/** How each server should end: the morning's crashes. */
const EXIT_CODES = { morning: 1, afternoon: 0 };

const here = import.meta.dirname;
const target = resolve(process.argv[2] ?? here);
// Outside of every repository, else the update logs would carry the version and commit of this one.
const workshop = mkdtempSync(join(tmpdir(), 'opta-a-day-'));

try {
  for (const [part, exitCode] of Object.entries(EXIT_CODES)) {
    const { stderr, status } = spawnSync(
      process.execPath,
      ['--conditions=@opta/source', '--import', 'tsx', join(here, 'runtime.ts'), part, workshop],
      {
        cwd: here,
        encoding: 'utf8',
        // The identifier of this machine has no place in the example.
        env: { ...process.env, XDG_STATE_HOME: join(workshop, 'state') },
      },
    );
    if (status !== exitCode) throw new Error(`The ${part}'s server ended with ${status}:\n${stderr}`);
    console.log(`${part}: the server ended with ${status}${exitCode === 0 ? '' : ', as it should'}`);
  }
  for (const folder of FOLDERS) {
    rmSync(join(target, folder), { recursive: true, force: true });
    // Without the journal's own folders, as in a fresh clone.
    cpSync(join(workshop, folder), join(target, folder), {
      recursive: true,
      filter: (path) => basename(path) !== '.opta-journal',
    });
  }
} finally {
  rmSync(workshop, { recursive: true, force: true });
}
