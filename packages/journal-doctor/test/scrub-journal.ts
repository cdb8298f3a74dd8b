import { chmodSync, mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { applyScrub, planScrub, type ScrubOptions } from '@opta/journal-doctor';
import { expect } from 'vitest';
import { updateText } from './log-texts.js';
import type { TestJournal } from './new-journal.js';

/** A secret of letters that a name shows as well. */
export const SECRET = 'hunter-Horse-Staple-42';
const LONG_AGO = new Date('2026-02-24T10:00:00.123Z');

/** An update log that tells the secret. */
export const UPDATE = updateText({ id: '007', summary: [`The key ${SECRET} was changed.`] });

/** A line of an event log. */
export const line = (seq: number, data: object) =>
  `${JSON.stringify({ seq, event_type: 'note', timestamp: '', timestamp_unix: seq, data })}\n`;

/** A file of the journal, which nobody has changed for long. @returns its path */
export function write(journal: TestJournal, name: string, content: string | Uint8Array): string {
  const path = join(dirname(journal.sessions), name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  chmodSync(path, 0o640);
  utimesSync(path, LONG_AGO, LONG_AGO);
  return path;
}

/** Every file below a folder, with its content as it is read. */
export function contents(directory: string): Map<string, string> {
  const files = new Map<string, string>();
  for (const entry of readdirSync(directory, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (!entry.isFile()) continue;
    const bytes = readFileSync(path);
    files.set(path.slice(directory.length + 1), (bytes[0] === 0x1f ? gunzipSync(bytes) : bytes).toString());
  }
  return files;
}

export async function scrub(
  journal: TestJournal,
  secrets: string[] = [SECRET],
  options: Partial<ScrubOptions> = {},
) {
  const all = { ...journal.options, ...options };
  const plan = await planScrub(secrets, all);
  return { plan, result: await applyScrub(plan, secrets, all) };
}

/** No secret is anywhere in the journal, and nothing is left to scrub. */
export async function expectClean(journal: TestJournal, secrets: string[] = [SECRET]): Promise<void> {
  const plan = await planScrub(secrets, journal.options);
  expect(plan).toMatchObject({ steps: [], left: [], foreign: [] });
  for (const [name, text] of contents(dirname(journal.sessions))) {
    for (const secret of secrets) {
      expect(text, name).not.toContain(secret);
      expect(name).not.toContain(secret.toLowerCase());
    }
  }
}
