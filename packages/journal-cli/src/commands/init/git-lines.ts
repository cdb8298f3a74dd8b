import { isAbsolute, relative, sep } from 'node:path';
import { STATE_DIRECTORY } from '@opta/journal-fs';
import { ARCHIVE_DIRECTORY, COMPRESSED_ENDING } from '@opta/journal-store';
import type { InitChoices } from './init-choices.js';

/** Bytes stay as they were written, and nothing compares or merges them by lines: lines of two machines are no log. */
const EVENT_LOG = '-text -diff -merge linguist-generated';
/** No line breaks are converted; a merge by `union` would make one log of two, and hide that a number is taken. */
const WRITTEN_LOG = '-text merge';

/** What git ignores. The names of folders outside the repository give no lines. */
export function ignoreLines(choices: InitChoices): string[] {
  const [sessions, updates] = foldersIn(choices);
  const lines: string[] = [];
  if (sessions !== undefined || updates !== undefined) lines.push(`${STATE_DIRECTORY}/`);
  if (sessions !== undefined && choices.ignoresEventLogs) {
    lines.push(`${sessions}**/*-events*.jsonl`, `${sessions}**/*-events*.jsonl${COMPRESSED_ENDING}`);
  }
  if (choices.ignoresArchive) {
    for (const folder of new Set([sessions, updates])) {
      if (folder !== undefined) lines.push(`${folder}${ARCHIVE_DIRECTORY}/`);
    }
  }
  return lines;
}

/** What git does with the logs. */
export function attributeLines(choices: InitChoices): string[] {
  const [sessions, updates] = foldersIn(choices);
  const lines: string[] = [];
  for (const folder of new Set([sessions, updates])) {
    if (folder !== undefined) lines.push(`${quoted(`${folder}**/*.md`)} ${WRITTEN_LOG}`);
  }
  if (sessions !== undefined) {
    lines.push(`${quoted(`${sessions}**/*.jsonl`)} ${EVENT_LOG}`);
    lines.push(`${quoted(`${sessions}**/*.jsonl${COMPRESSED_ENDING}`)} ${EVENT_LOG}`);
  }
  if (updates !== undefined) lines.push(`${quoted(`${updates}last-numbers.txt`)} ${WRITTEN_LOG}`);
  return lines;
}

/** The folder of session logs and that of update logs as the beginning of a pattern; undefined outside the repository. */
function foldersIn({ root, sessionLogsDir, updateLogsDir }: InitChoices): (string | undefined)[] {
  return [sessionLogsDir, updateLogsDir].map((folder) => {
    const path = relative(root, folder);
    if (isAbsolute(path) || path === '..' || path.startsWith(`..${sep}`)) return undefined;
    const steps = path === '' ? [] : path.split(sep);
    return ['', ...steps.map((step) => step.replace(/[\\*?[\]]/g, '\\$&')), ''].join('/');
  });
}

/** A space ends the pattern of an attribute. */
function quoted(pattern: string): string {
  return /[\s"]/.test(pattern) ? `"${pattern.replace(/[\\"]/g, '\\$&')}"` : pattern;
}
