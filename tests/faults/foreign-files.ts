import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatSessionLog, zonedTime } from '@opta/journal-format';

/** Where and when somebody else writes into a folder of session logs. */
export interface ForeignPlace {
  directory: string;
  /** Epoch milliseconds that the names tell. */
  startedAt: number;
  /** Differs from every other one in that folder. */
  turn: number;
  /** Whose logs the names resemble. */
  device: string;
}

/**
 * What sync tools make of a log that was written in two places.
 *
 * @returns names, as all of these do
 */
export function writeConflictCopies({ directory, startedAt, turn, device }: ForeignPlace): string[] {
  const { date, time } = zonedTime(startedAt, 'UTC');
  const [hour, minute] = time.split(':');
  const name = `${date}-${hour}${minute}-${device}-runtime-session`;
  const text = formatSessionLog({ date, device, session: `session-${turn}` });
  return writeAll(directory, text, [
    `${name}.sync-conflict-20260101-120000-ABCDEFG.md`,
    `${name} (conflicted copy).md`,
    `${name} 2.md`,
  ]);
}

/** A person's own files, and what other programs leave. */
export function writeOutsideConvention({ directory, startedAt, turn, device }: ForeignPlace): string[] {
  const { date, time } = zonedTime(startedAt, 'UTC');
  const compact = time.replaceAll(':', '');
  return writeAll(directory, '# Mine\n', [
    `${date}.md`,
    `${date} Meeting ${turn}.md`,
    `note-${turn}.md`,
    `${date}-${compact}-${device}-events.json`,
    `${date}-${compact}-${device}-events.jsonl.bak`,
    `.${date}-${compact.slice(0, 4)}-${device}-runtime-session.md.swp`,
  ]);
}

/** What bears the name of a log and is none. */
export function writeInDisguise({ directory, startedAt, device }: ForeignPlace): string[] {
  const { date, time } = zonedTime(startedAt, 'UTC');
  const minute = `${date}-${time.replaceAll(':', '').slice(0, 4)}`;
  const folder = `${minute}-${device}-folder.md`;
  mkdirSync(join(directory, folder));
  symlinkSync('README.md', join(directory, `${minute}-${device}-link.md`));
  const inside = writeAll(directory, '# Mine\n', [join(folder, 'note.md'), `${minute}-meeting-with-ann.md`]);
  return [folder, `${minute}-${device}-link.md`, ...inside];
}

/** What the journal and others put into every folder. */
export function writeGuides(directory: string): string[] {
  for (const folder of ['.obsidian', 'archive']) mkdirSync(join(directory, folder));
  const files = ['README.md', 'SESSION_FORMAT.md', '.obsidian/workspace.json', 'archive/old-notes.md'];
  return ['.obsidian', 'archive', ...writeAll(directory, '# Guide\n', files)];
}

function writeAll(directory: string, text: string, names: readonly string[]): string[] {
  for (const name of names) writeFileSync(join(directory, name), text);
  return [...names];
}
