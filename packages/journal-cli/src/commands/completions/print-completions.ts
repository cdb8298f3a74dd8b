import type { Command } from 'commander';
import type { CommandContext } from '../../command-context.js';
import { EXIT, type ExitCode } from '../../constants.js';
import { bashScript } from './bash-script.js';
import { readGrammar } from './command-grammar.js';
import { fishScript } from './fish-script.js';
import { zshScript } from './zsh-script.js';

const SCRIPTS = { bash: bashScript, zsh: zshScript, fish: fishScript };

export type Shell = keyof typeof SCRIPTS;

/** Prints what a shell needs to complete the commands of the program as it is. */
export async function printCompletions(
  { terminal }: CommandContext,
  program: Command,
  shell: Shell,
): Promise<ExitCode> {
  await terminal.printRaw(SCRIPTS[shell](readGrammar(program)));
  return EXIT.ok;
}
