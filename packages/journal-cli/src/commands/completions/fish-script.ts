import { allCommands, type CommandGrammar, type OptionGrammar, type Words } from './command-grammar.js';
import { OFFERED_LOGS } from './shell-text.js';

/** A script for fish 3 or later. */
export function fishScript(program: CommandGrammar): string {
  const commands = allCommands(program).filter(({ path }) => path !== '');
  const names = program.commands.map(({ name }) => name).join(' ');
  const lines = [
    ...program.commands.map((command) => subcommand(command, `not __fish_seen_subcommand_from ${names}`)),
    ...program.options.map((option) => optionLine(option, undefined)),
    ...commands.flatMap((command) => linesOf(command)),
  ];
  return `# fish completion of opta-journal, made by: opta-journal completions fish

function __opta_journal_logs
    command opta-journal sessions --names -n ${OFFERED_LOGS} 2>/dev/null
    command opta-journal updates --names -n ${OFFERED_LOGS} 2>/dev/null
end

complete -c opta-journal -f
${lines.join('\n')}
`;
}

function linesOf(command: CommandGrammar): string[] {
  const { path, commands, options, words } = command;
  const condition = conditionOf(path);
  const inner = commands.map(({ name }) => name).join(' ');
  const offered = wordList(words);
  return [
    ...commands.map((one) => subcommand(one, `${condition}; and not __fish_seen_subcommand_from ${inner}`)),
    ...options.map((option) => optionLine(option, condition)),
    ...(offered === undefined
      ? []
      : [`complete -c opta-journal -n ${quoted(condition)} -a ${quoted(offered)}`]),
    ...(words.kind === 'files' ? [`complete -c opta-journal -n ${quoted(condition)} -F`] : []),
  ];
}

function conditionOf(path: string): string {
  return path
    .split(' ')
    .map((name) => `__fish_seen_subcommand_from ${name}`)
    .join('; and ');
}

function subcommand({ name, summary }: CommandGrammar, condition: string): string {
  return `complete -c opta-journal -n ${quoted(condition)} -a ${quoted(name)} -d ${quoted(summary)}`;
}

function optionLine({ flags, description, value }: OptionGrammar, condition: string | undefined): string {
  const parts = ['complete -c opta-journal'];
  if (condition !== undefined) parts.push(`-n ${quoted(condition)}`);
  for (const flag of flags) parts.push(flag.startsWith('--') ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`);
  parts.push(`-d ${quoted(description)}`, ...(value === undefined ? [] : valueParts(value)));
  return parts.join(' ');
}

function valueParts(value: Words): string[] {
  if (value.kind === 'files') return ['-r -F'];
  if (value.kind === 'folders') return [`-x -a ${quoted('(__fish_complete_directories)')}`];
  const words = wordList(value);
  return words === undefined ? ['-x'] : [`-x -a ${quoted(words)}`];
}

function wordList(words: Words): string | undefined {
  if (words.kind === 'choices') return words.choices.join(' ');
  return words.kind === 'logs' ? '(__opta_journal_logs)' : undefined;
}

/** Within these quotes fish knows two escapes. */
function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
