import type { NumberedLog } from '../folders/numbered-log.js';

/** The name of an update log as it is cited, with its ending or without; part of no longer name. */
const CITED = /(?<![\w-])(\d{1,15}_\d{4}-\d{2}-\d{2}_[a-z0-9][a-z0-9-]*)(?![\w-])(?!\.(?!md\b)\w)/gi;

/** From the name that a log had, without its ending, to the one that it has. */
export type CitedNames = ReadonlyMap<string, string>;

/** What the names of renumbered logs were, where nothing else bears or bore such a name. */
export function citedNamesOf(logs: readonly NumberedLog[]): CitedNames {
  const present = new Set(logs.map(({ fileName }) => stemOf(fileName)));
  const names = new Map<string, string>();
  const ambiguous = new Set<string>();
  for (const { fileName, aliases, rest } of logs) {
    for (const alias of aliases) {
      const former = stemOf(`${alias}${rest}`);
      if (present.has(former)) continue;
      if (names.has(former)) ambiguous.add(former);
      names.set(former, stemOf(fileName));
    }
  }
  for (const name of ambiguous) names.delete(name);
  return names;
}

/**
 * A log's text with every renumbered log cited by its new name.
 *
 * @param fileName - The log's own name: what it says of its own past stays.
 */
export function rewriteCitedNames(text: string, names: CitedNames, fileName: string): string {
  const own = stemOf(fileName);
  return text.replace(CITED, (cited) => {
    const name = names.get(cited);
    return name === undefined || name === own ? cited : name;
  });
}

function stemOf(fileName: string): string {
  return fileName.replace(/\.md$/i, '');
}
