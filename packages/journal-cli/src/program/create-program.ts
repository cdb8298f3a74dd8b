import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { CommandContext } from '../command-context.js';
import { addAttach } from '../commands/attach/add-attach.js';
import { addCompletions } from '../commands/completions/add-completions.js';
import { addConfig } from '../commands/config/add-config.js';
import { addDoctor } from '../commands/doctor/add-doctor.js';
import { addExport } from '../commands/export/add-export.js';
import { addInit } from '../commands/init/add-init.js';
import { addLog } from '../commands/log/add-log.js';
import { addNote } from '../commands/note/add-note.js';
import { addPrune } from '../commands/prune/add-prune.js';
import { addRecover } from '../commands/recover/add-recover.js';
import { addRestore } from '../commands/restore/add-restore.js';
import { addScrub } from '../commands/scrub/add-scrub.js';
import { addSearch } from '../commands/search/add-search.js';
import { addServe } from '../commands/serve/add-serve.js';
import { addSessions } from '../commands/sessions/add-sessions.js';
import { addShow } from '../commands/show/add-show.js';
import { addStats } from '../commands/stats/add-stats.js';
import { addStatus } from '../commands/status/add-status.js';
import { addTail } from '../commands/tail/add-tail.js';
import { addUpdates } from '../commands/updates/add-updates.js';
import { addVerify } from '../commands/verify/add-verify.js';
import type { ExitCode } from '../constants.js';
import type { Terminal } from '../terminal/terminal.js';
import { addGlobalOptions, type GlobalOptions } from './global-options.js';
import type { StartCommand } from './start-command.js';

/** In the order in which `--help` shows them. */
const COMMANDS: readonly ((program: Command, start: StartCommand) => void)[] = [
  addInit,
  addLog,
  addNote,
  addSessions,
  addUpdates,
  addShow,
  addSearch,
  addTail,
  addStats,
  addStatus,
  addExport,
  addDoctor,
  addVerify,
  addRecover,
  addPrune,
  addRestore,
  addScrub,
  addServe,
  addAttach,
  addConfig,
  addCompletions,
];

const EXIT_CODES = `
Exit codes: 0 done · 1 findings, or nothing found · 2 wrong usage or a failure · 130 interrupted
Documentation of a command: opta-journal COMMAND --help`;

export interface ProgramOptions {
  terminal: Terminal;
  /** Absolute. */
  cwd: string;
  /** Told the help that stands in the place of a command that is missing. */
  onHelpInstead: (text: string) => void;
  /** Told what the command ended with. */
  onEnd: (code: ExitCode) => void;
}

/** The commands and their options. What a command does is loaded when it is called. */
export function createProgram({ terminal, cwd, onHelpInstead, onEnd }: ProgramOptions): Command {
  const program = new Command('opta-journal')
    .description('Read, search, follow, write and mend the logs of a journal.')
    .version(readVersion(), '-V, --version')
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({
      writeOut: (text) => void terminal.printRaw(text).catch(() => undefined),
      writeErr: onHelpInstead,
      // Told from the error itself, as any other one is.
      outputError: () => undefined,
    })
    .exitOverride()
    .addHelpText('after', EXIT_CODES);
  addGlobalOptions(program);
  const start: StartCommand = async (work) => {
    const options = program.opts<GlobalOptions>();
    terminal.colour = options.color;
    terminal.isQuiet = options.quiet === true;
    terminal.isPaging = options.pager;
    onEnd(await work(new CommandContext(terminal, options, cwd)));
  };
  for (const add of COMMANDS) add(program, start);
  return program;
}

function readVersion(): string {
  return JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')).version;
}
