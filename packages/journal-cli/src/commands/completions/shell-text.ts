/** Options that say which journal is meant: names of logs are those of that journal. */
export const PLACE_OPTIONS: readonly string[] = [
  '-C',
  '--cwd',
  '--config',
  '--sessions-dir',
  '--updates-dir',
];

/** Names of logs that are offered, of each kind. */
export const OFFERED_LOGS = 200;

/** A text as one word of a POSIX shell, bash or zsh; it stands in a script that we write. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
