import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Finding, FindingCode, Folder } from '@opta/journal-doctor';
import { ARCHIVE_DIRECTORY, COMPRESSED_ENDING, type JournalStore } from '@opta/journal-store';

/** Where something was found. */
export interface Place {
  /** Absolute. */
  path: string;
  /** From 1, where the finding is of one line. */
  line?: number;
}

/** Kinds of finding that are about the folder of session logs and do not say so. */
const OF_SESSIONS: ReadonlySet<FindingCode> = new Set([
  'counts-differ',
  'event-log-damaged',
  'event-log-gone',
  'event-log-unfinished',
  'event-log-without-session-log',
  'sequence-broken',
  'session-logs-duplicate',
]);

/** The files of a finding, each in the folder in which it is; of a log that is only in another branch, where it would be. */
export function locateFinding(store: JournalStore, finding: Finding): Place[] {
  const directory = folderOf(finding) === 'sessions' ? store.sessionLogsDir : store.updateLogsDir;
  if (finding.files.length === 0) return [{ path: directory }];
  return finding.files.map((fileName, index) => {
    const { segment, lineNumber } = firstPlaceOf(finding) ?? {};
    const path = locateFile(directory, segment === undefined ? fileName : nameOfSegment(fileName, segment));
    return index === 0 && lineNumber !== undefined ? { path, line: lineNumber } : { path };
  });
}

function folderOf({ code, facts }: Finding): Folder {
  if ('folder' in facts) return facts.folder;
  return OF_SESSIONS.has(code) ? 'sessions' : 'updates';
}

function firstPlaceOf(finding: Finding): { segment: number; lineNumber: number } | undefined {
  const isOfLines = finding.code === 'event-log-damaged' || finding.code === 'sequence-broken';
  return isOfLines ? finding.facts.places[0] : undefined;
}

/** Of `….jsonl` the second one is `….2.jsonl`. */
export function nameOfSegment(fileName: string, segment: number): string {
  const first = fileName.replace(/(?:\.\d+)?\.jsonl$/, '');
  return segment === 1 ? `${first}.jsonl` : `${first}.${segment}.jsonl`;
}

function locateFile(directory: string, fileName: string): string {
  const path = join(directory, fileName);
  if (existsSync(path)) return path;
  const archive = join(directory, ARCHIVE_DIRECTORY);
  const months = existsSync(archive) ? readdirSync(archive) : [];
  const candidates = months.flatMap((month) => [
    join(archive, month, fileName),
    join(archive, month, `${fileName}${COMPRESSED_ENDING}`),
  ]);
  return candidates.find((candidate) => existsSync(candidate)) ?? path;
}
