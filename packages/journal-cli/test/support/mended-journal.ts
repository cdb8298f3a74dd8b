import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { formatUpdateLog } from '@opta/journal-format';
import { createFileAllocator } from '@opta/journal-ids';
import { createJournalStore, type JournalStore } from '@opta/journal-store';
import { GIT_IDENTITY } from 'test-kit';
import { makeTemporaryFolder } from 'test-kit/vitest';

/** When the first log of a test is written. */
export const START = Date.parse('2026-02-24T10:00:00Z');

export const SESSIONS = '12-Session-Logs';
export const UPDATES = 'updates';

/** A folder with these files; their names have the folders in which they are. */
export function makeFiles(files: Record<string, string>, root = makeTemporaryFolder()): string {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
  return root;
}

export function updateText(id: string, time = '10:00:00', summary = 'Something was changed.'): string {
  return formatUpdateLog({
    id,
    date: '2026-02-24',
    time,
    author: 'ann',
    versionBefore: '',
    versionAfter: '',
    commit: '',
    promoted: false,
    category: 'fix',
    title: 'A change',
    summary: [summary],
    commandInputs: [],
    steps: [],
  });
}

/** A finished session log, as far as listings read it. */
export function sessionText(day: string, time: string, more = ''): string {
  return `---\ndate: ${day}\ntime: "${time}"\ndevice: "studio"\nuser: "ann"\nmodel: "m"\nduration: "00:05:00"\nstatus: "clean"\n${more}---\n\n# Session: Runtime Session\n`;
}

/** The lines of an event log of ours. */
export function eventLines(session: string, types: readonly string[]): string {
  return ['journal_session_start', ...types]
    .map((type, index) => ({
      seq: index + 1,
      event_type: type,
      timestamp: '2026-02-24T10:00:00.000+00:00',
      timestamp_unix: 1771927200,
      data: index === 0 ? { session } : {},
    }))
    .map((record) => `${JSON.stringify(record)}\n`)
    .join('');
}

export function openStore(root: string): JournalStore {
  return createJournalStore({
    sessionLogsDir: join(root, SESSIONS),
    updateLogsDir: join(root, UPDATES),
    timeZone: 'UTC',
  });
}

/** The names in a folder, without our own state. */
export function namesIn(directory: string): string[] {
  return readdirSync(directory)
    .filter((name) => !name.startsWith('.'))
    .sort();
}

/** Every file below a folder with its bytes. */
export function snapshot(root: string): Record<string, string> {
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    files
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((path) => [path.slice(root.length + 1), readFileSync(path, 'latin1')]),
  );
}

export const GIT_ENVIRONMENT = { GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' };

export function git(directory: string, ...args: string[]): string {
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_'));
  return execFileSync('git', [...GIT_IDENTITY, ...args], {
    cwd: directory,
    encoding: 'utf8',
    env: { ...Object.fromEntries(kept), ...GIT_ENVIRONMENT },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Publishes the next update log as a program of the journal does. @returns its name */
export async function publishUpdate(root: string, slug: string, now: number): Promise<string> {
  const directory = join(root, UPDATES);
  mkdirSync(directory, { recursive: true });
  const allocator = createFileAllocator({ directory, timeZone: 'UTC', clock: () => now });
  const { id, complete } = await allocator.allocate('standard');
  const fileName = `${id}_2026-02-24_${slug}.md`;
  writeFileSync(
    join(directory, fileName),
    updateText(id, new Date(now).toISOString().slice(11, 19), `About ${slug}.`),
  );
  await complete(fileName);
  await allocator.close();
  return fileName;
}

export async function commitUpdate(root: string, slug: string, now: number): Promise<string> {
  const fileName = await publishUpdate(root, slug, now);
  git(root, 'add', '--all');
  git(root, 'commit', '--quiet', '--message', slug);
  return fileName;
}

/** A repository with one update log, and a clone of it that knows it as origin. */
export async function makeClones(): Promise<{ original: string; clone: string }> {
  const parent = makeTemporaryFolder();
  const original = join(parent, 'original');
  git(parent, 'init', '--quiet', '--initial-branch=main', original);
  await commitUpdate(original, 'base', START);
  const clone = join(parent, 'clone');
  git(parent, 'clone', '--quiet', original, clone);
  return { original, clone };
}
