import type { Argument, Command, Option } from 'commander';

/** What may stand in a place of a command line. */
export type Words =
  | { kind: 'choices'; choices: readonly string[] }
  | { kind: 'folders' | 'files' | 'logs' | 'nothing' };

export interface OptionGrammar {
  /** `-n`, `--lines` */
  flags: string[];
  description: string;
  /** What follows it; absent where nothing does. */
  value?: Words;
}

export interface CommandGrammar {
  /** Names from the program down: `config show`; empty for the program itself. */
  path: string;
  name: string;
  summary: string;
  options: OptionGrammar[];
  /** What its arguments are. */
  words: Words;
  commands: CommandGrammar[];
}

/** Names of what a command takes that mean logs. */
const LOG_NAMES = /^(?:log|logs|session|name|names)$/;
/** Options whose value is a name of a log although many others take a name. */
const LOG_OPTIONS: readonly string[] = ['--session'];

/** Commands, options and choices of a program, as its definition has them. */
export function readGrammar(program: Command): CommandGrammar {
  return readCommand(program, '');
}

/** The program and everything below it. */
export function allCommands(grammar: CommandGrammar): CommandGrammar[] {
  return [grammar, ...grammar.commands.flatMap(allCommands)];
}

function readCommand(command: Command, path: string): CommandGrammar {
  const help: OptionGrammar = { flags: ['-h', '--help'], description: 'show help' };
  return {
    path,
    name: command.name(),
    summary: command.summary() || command.description(),
    options: [...command.options.filter(({ hidden }) => !hidden).map(readOption), help],
    words: readArguments(command.registeredArguments),
    commands: command.commands.map((inner) => readCommand(inner, `${path} ${inner.name()}`.trimStart())),
  };
}

function readOption(option: Option): OptionGrammar {
  const flags = [option.short, option.long].filter((flag) => flag !== undefined);
  const { description } = option;
  return option.required || option.optional
    ? { flags, description, value: wordsOfOption(option) }
    : { flags, description };
}

function wordsOfOption({ argChoices, flags, long = '' }: Option): Words {
  if (argChoices !== undefined) return { kind: 'choices', choices: argChoices };
  if (/<(?:folder|repository|repo)\b/.test(flags)) return { kind: 'folders' };
  if (/<file\b/.test(flags)) return { kind: 'files' };
  return { kind: LOG_OPTIONS.includes(long) ? 'logs' : 'nothing' };
}

function readArguments([first]: readonly Argument[]): Words {
  if (first?.argChoices !== undefined) return { kind: 'choices', choices: first.argChoices };
  if (first === undefined) return { kind: 'nothing' };
  if (first.name() === 'file') return { kind: 'files' };
  return { kind: LOG_NAMES.test(first.name()) ? 'logs' : 'nothing' };
}
