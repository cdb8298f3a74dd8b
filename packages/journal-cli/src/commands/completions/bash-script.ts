import { allCommands, type CommandGrammar, type OptionGrammar, type Words } from './command-grammar.js';
import { OFFERED_LOGS, PLACE_OPTIONS, quoted } from './shell-text.js';

/**
 * A script for bash 3.2 or later. Names of logs are never given to `compgen -W`, which would run what stands in them.
 */
export function bashScript(program: CommandGrammar): string {
  const commands = allCommands(program);
  const valueFlags = [...new Set(commands.flatMap(flagsWithValue))].filter(
    (flag) => !PLACE_OPTIONS.includes(flag),
  );
  return `# bash completion of opta-journal, made by: opta-journal completions bash

_opta_journal_logs() {
  local name
  while IFS= read -r name; do
    [[ $name == "$cur"* ]] && COMPREPLY+=("$(printf '%q' "$name")")
  done < <("$program" "\${place[@]}" sessions --names -n ${OFFERED_LOGS} 2>/dev/null; "$program" "\${place[@]}" updates --names -n ${OFFERED_LOGS} 2>/dev/null)
}

_opta_journal() {
  local program="$1" cur="\${COMP_WORDS[COMP_CWORD]}" prev="\${COMP_WORDS[COMP_CWORD-1]}"
  local path='' word i
  # With an option that changes nothing, because older shells know no empty list.
  local -a place=(--no-pager)
  COMPREPLY=()
  for ((i = 1; i < COMP_CWORD; i++)); do
    word="\${COMP_WORDS[i]}"
    case "$word" in
      ${PLACE_OPTIONS.join('|')}) place+=("$word" "\${COMP_WORDS[i+1]}"); ((i++)); continue ;;
      ${valueFlags.join('|')}) ((i++)); continue ;;
    esac
    case "$path|$word" in
${commands.flatMap(({ path, commands: inner }) => inner.map((one) => `      ${quoted(`${path}|${one.name}`)}) path=${quoted(one.path)} ;;`)).join('\n')}
    esac
  done
  case "$path|$prev" in
${commands.flatMap((command) => valueCases(command)).join('\n')}
  esac
  case "$prev" in
${program.options.flatMap((option) => valueCase(option, (flag) => flag)).join('\n')}
  esac
  if [[ $cur == -* ]]; then
    case "$path" in
${commands.map((command) => `      ${quoted(command.path)}) ${choose(flagsOf(command, program))} ;;`).join('\n')}
    esac
    return
  fi
  case "$path" in
${commands.map((command) => `    ${quoted(command.path)}) ${offer(wordsOf(command))} ;;`).join('\n')}
  esac
}

complete -F _opta_journal opta-journal
`;
}

function flagsWithValue({ options }: CommandGrammar): string[] {
  return options.flatMap(({ flags, value }) => (value === undefined ? [] : flags));
}

function flagsOf(command: CommandGrammar, program: CommandGrammar): string[] {
  const own = command.options.flatMap(({ flags }) => flags);
  return [...new Set([...own, ...program.options.flatMap(({ flags }) => flags)])];
}

/** Of the program itself they count everywhere, and stand in a list of their own. */
function valueCases({ path, options }: CommandGrammar): string[] {
  if (path === '') return [];
  return options.flatMap((option) => valueCase(option, (flag) => `${path}|${flag}`));
}

function valueCase({ flags, value }: OptionGrammar, patternOf: (flag: string) => string): string[] {
  if (value === undefined) return [];
  return [`    ${flags.map((flag) => quoted(patternOf(flag))).join('|')}) ${offer(value)}; return ;;`];
}

function wordsOf({ commands, words }: CommandGrammar): Words {
  if (commands.length > 0) return { kind: 'choices', choices: commands.map(({ name }) => name) };
  return words;
}

function offer(words: Words): string {
  if (words.kind === 'choices') return choose(words.choices);
  if (words.kind === 'folders') return 'COMPREPLY=($(compgen -d -- "$cur"))';
  if (words.kind === 'files') return 'COMPREPLY=($(compgen -f -- "$cur"))';
  return words.kind === 'logs' ? '_opta_journal_logs' : ':';
}

/** Words of ours alone. */
function choose(words: readonly string[]): string {
  return `COMPREPLY=($(compgen -W ${quoted(words.join(' '))} -- "$cur"))`;
}
