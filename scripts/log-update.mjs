// Writes an update log: `opta-journal log` with the arguments that it gets, also while no server runs.
// usage: node scripts/log-update.mjs "Sync models" --category sync --version-after 0.3.0
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = new URL('..', import.meta.url);
const command = new URL('packages/journal-cli/dist/main.js', root);

if (existsSync(command)) {
  const program = fileURLToPath(new URL('packages/journal-cli/bin/opta-journal.js', root));
  // How the command calls itself in what it prints to be run.
  process.env.OPTA_JOURNAL_COMMAND ??= `node '${program.replaceAll("'", `'\\''`)}'`;
  process.argv.splice(2, 0, 'log');
  await import(command.href);
} else {
  const { packageManager } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8'));
  console.error(`The opta-journal command is not built. Build it once, in ${fileURLToPath(root)}:
  npx --yes ${packageManager} install && npx --yes ${packageManager} run demo:build`);
  process.exitCode = 2;
}
