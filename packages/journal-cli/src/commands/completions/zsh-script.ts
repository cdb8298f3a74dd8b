import { allCommands, type CommandGrammar, type OptionGrammar, type Words } from './command-grammar.js';
import { OFFERED_LOGS, PLACE_OPTIONS, quoted } from './shell-text.js';

/** A script for zsh 5 or later. */
export function zshScript(program: CommandGrammar): string {
  const commands = allCommands(program);
  const valueFlags = [
    ...new Set(
      commands.flatMap(({ options }) =>
        options.flatMap(({ flags, value }) => (value === undefined ? [] : flags)),
      ),
    ),
  ].filter((flag) => !PLACE_OPTIONS.includes(flag));
  return `#compdef opta-journal
# zsh completion of opta-journal, made by: opta-journal completions zsh

_opta_journal_logs() {
  local -a names
  names=(\${(f)"$($program $place sessions --names -n ${OFFERED_LOGS} 2>/dev/null; $program $place updates --names -n ${OFFERED_LOGS} 2>/dev/null)"})
  compadd -a names
}

_opta_journal() {
  local program=\${(Q)words[1]} prev=\${words[CURRENT-1]} command='' word
  local -a place described
  integer at=2
  while (( at < CURRENT )); do
    word=\${words[at]}
    case $word in
      (${PLACE_OPTIONS.join('|')}) place+=($word \${(Q)words[at+1]}); (( at += 2 )); continue ;;
      (${valueFlags.join('|')}) (( at += 2 )); continue ;;
    esac
    case "$command|$word" in
${commands.flatMap(({ path, commands: inner }) => inner.map((one) => `      (${quoted(`${path}|${one.name}`)}) command=${quoted(one.path)} ;;`)).join('\n')}
    esac
    (( at += 1 ))
  done
  case "$command|$prev" in
${commands
  .filter(({ path }) => path !== '')
  .flatMap(({ path, options }) => options.flatMap((option) => valueCase(option, (flag) => `${path}|${flag}`)))
  .join('\n')}
  esac
  case $prev in
${program.options.flatMap((option) => valueCase(option, (flag) => flag)).join('\n')}
  esac
  if [[ \${words[CURRENT]} == -* ]]; then
    case $command in
${commands.map((command) => `      (${quoted(command.path)}) ${describe(optionsOf(command, program))} ;;`).join('\n')}
    esac
    return
  fi
  case $command in
${commands.map((command) => `    (${quoted(command.path)}) ${offerWords(command)} ;;`).join('\n')}
  esac
}

compdef _opta_journal opta-journal
`;
}

function valueCase({ flags, value }: OptionGrammar, patternOf: (flag: string) => string): string[] {
  if (value === undefined) return [];
  return [`    (${flags.map((flag) => quoted(patternOf(flag))).join('|')}) ${offer(value)}; return ;;`];
}

function optionsOf(command: CommandGrammar, program: CommandGrammar): [name: string, about: string][] {
  const options = command.path === '' ? program.options : [...command.options, ...program.options];
  const named = options.flatMap(({ flags, description }) =>
    flags.map((flag): [string, string] => [flag, description]),
  );
  return [...new Map(named)];
}

function offerWords({ commands, words }: CommandGrammar): string {
  if (commands.length > 0) return describe(commands.map(({ name, summary }) => [name, summary]));
  return offer(words);
}

/** `name:what it is`, a colon in a name would end it. */
function describe(entries: readonly (readonly [name: string, about: string])[]): string {
  const words = entries.map(([name, about]) => quoted(`${name.replaceAll(':', '\\:')}:${about}`));
  return `described=(${words.join(' ')}); _describe opta-journal described`;
}

function offer(words: Words): string {
  if (words.kind === 'choices') return `compadd -- ${words.choices.map(quoted).join(' ')}`;
  if (words.kind === 'folders') return '_files -/';
  if (words.kind === 'files') return '_files';
  return words.kind === 'logs' ? '_opta_journal_logs' : ':';
}
