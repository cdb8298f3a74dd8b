import { chmodSync, chownSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseLogFileName } from '@opta/journal-format';
import { type SpawnedScript, spawnScript } from 'test-kit';
import type { Property } from '../property.js';
import { readOnlySessionLogOf } from '../session-logs.js';
import { withTemporaryFolder } from '../with-temporary-folder.js';

const HOSTS = join(import.meta.dirname, '../hosts');
const SERVER = join(HOSTS, 'mortal-host.ts');
const ALLOCATOR = join(HOSTS, 'allocator.ts');

/** Accounts need not exist to be used; each has a group of its own and is in the common one. */
const COMMON_GROUP = 61_000;
const [ANN, BOB] = [61_001, 61_002];

const UMASKS = ['0000', '0077', '0777'];
const NUMBERS_EACH = 10;

/** What a killed server was about to give its name: nothing that anybody needs, and with the mode that it has so far. */
const UNDER_WAY = /^\.?[0-9a-f]{32}\.tmp$/;

const PERMISSIONS = 0o777;
const SET_GROUP_ID = 0o2000;

/** A folder and what the journal is to make in it. */
interface Place {
  root: string;
  umask: string;
  directoryMode: number;
  fileMode: number;
}

export const modes: Property = {
  name: 'modes',
  promise:
    'Two users of a group write numbers, logs and sessions into one folder and finish what the other left; elsewhere nobody else may read; no umask changes that',
  requirement: { root: true, programs: { setpriv: 'util-linux' } },
  shortRounds: UMASKS.length,
  longRounds: 10 * UMASKS.length,
  async run(rounds) {
    const figures = { rounds, sessions: 0, recovered: 0, numbers: 0, files: 0, folders: 0 };
    for (let round = 0; round < rounds; round += 1) {
      const umask = UMASKS[round % UMASKS.length] as string;
      for (const work of [workTogether, workAlone]) {
        await withTemporaryFolder('modes', (folder) => work(folder, umask, figures)).catch((cause: Error) => {
          throw new Error(`umask ${umask}: ${cause.message}`, { cause });
        });
      }
    }
    return figures;
  },
};

async function workTogether(root: string, umask: string, figures: Record<string, number>): Promise<void> {
  const place: Place = { root, umask, directoryMode: 0o770, fileMode: 0o660 };
  prepare(place, { owner: 0, mode: 0o2770 });
  await killServer(place, ANN);
  await killServer(place, BOB);
  await stopServer(place, ANN);
  await allocate(place, [ANN, BOB]);
  count(figures, checkPlace(place, { sessions: 3, numbers: 2 * NUMBERS_EACH, logFolderMode: 0o2770 }));
  figures.recovered = (figures.recovered ?? 0) + 2;
}

async function workAlone(root: string, umask: string, figures: Record<string, number>): Promise<void> {
  const place: Place = { root, umask, directoryMode: 0o700, fileMode: 0o600 };
  prepare(place, { owner: ANN, mode: 0o755 });
  await stopServer(place, ANN);
  await allocate(place, [ANN]);
  count(figures, checkPlace(place, { sessions: 1, numbers: NUMBERS_EACH, logFolderMode: 0o755 }));
}

function prepare({ root }: Place, { owner, mode }: { owner: number; mode: number }): void {
  chmodSync(root, 0o755);
  for (const name of ['sessions', 'updates']) {
    mkdirSync(join(root, name));
    chownSync(join(root, name), owner, COMMON_GROUP);
    chmodSync(join(root, name), mode);
  }
  for (const user of [ANN, BOB]) {
    mkdirSync(stateOf(root, user));
    chownSync(stateOf(root, user), user, user);
  }
}

function stateOf(root: string, user: number): string {
  return join(root, `state-${user}`);
}

function run(
  { root, umask }: Place,
  user: number,
  script: string,
  parameters: readonly string[],
): SpawnedScript {
  const as = ['setpriv', `--reuid=${user}`, `--regid=${user}`, `--groups=${COMMON_GROUP}`];
  return spawnScript(script, parameters, {
    launcher: ['sh', '-c', `umask ${umask}; exec "$@"`, 'sh', ...as],
    environment: { XDG_STATE_HOME: stateOf(root, user) },
  });
}

/** A server that finishes what others have left, and is killed. */
async function killServer(place: Place, user: number): Promise<void> {
  const server = run(place, user, SERVER, [place.root]);
  await server.line(/^recovered/);
  server.child.kill('SIGKILL');
  await server.ended;
}

async function stopServer(place: Place, user: number): Promise<void> {
  const server = run(place, user, SERVER, [place.root]);
  await server.line(/^recovered/);
  server.child.kill('SIGTERM');
  const { stderr } = await server.ended;
  if (stderr !== '') throw new Error(stderr);
}

async function allocate(place: Place, users: readonly number[]): Promise<void> {
  const updates = join(place.root, 'updates');
  const allocators = users.map((user) =>
    run(place, user, ALLOCATOR, [updates, `user-${user}`, String(NUMBERS_EACH)]),
  );
  for (const { code, stderr } of await Promise.all(allocators.map(({ ended }) => ended))) {
    if (code !== 0) throw new Error(stderr);
  }
}

function checkPlace(
  place: Place,
  expected: { sessions: number; numbers: number; logFolderMode: number },
): Record<string, number> {
  const [sessions, updates] = [join(place.root, 'sessions'), join(place.root, 'updates')];
  const logs = readdirSync(sessions).flatMap((name) => parseLogFileName(name) ?? []);
  const eventLogs = readdirSync(sessions).filter((name) => name.endsWith('-events.jsonl'));
  for (const eventLog of eventLogs) readOnlySessionLogOf(sessions, eventLog);
  const found = logs.filter(({ kind }) => kind === 'session').length;
  if (found !== expected.sessions) throw new Error(`${found} session logs, not ${expected.sessions}`);

  const ids = readdirSync(updates).flatMap((name) => /^(\d+)_.*\.md$/.exec(name)?.[1] ?? []);
  if (new Set(ids).size !== expected.numbers || ids.length !== expected.numbers) {
    throw new Error(`the numbers are ${ids.join(', ')}`);
  }
  const checked = [sessions, updates].map((folder) => checkModes(folder, place, expected.logFolderMode));
  return {
    sessions: found,
    numbers: ids.length,
    files: checked.reduce((sum, { files }) => sum + files, 0),
    folders: checked.reduce((sum, { folders }) => sum + folders, 0),
  };
}

/** @throws where anything in a log folder may be read by too many or too few, or the folder itself was changed */
function checkModes(folder: string, place: Place, logFolderMode: number): { files: number; folders: number } {
  const counts = { files: 0, folders: 0 };
  const own = statSync(folder).mode & (PERMISSIONS | SET_GROUP_ID);
  if (own !== logFolderMode) throw new Error(`${folder} has become ${own.toString(8)}`);
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (UNDER_WAY.test(entry.name)) continue;
    const path = join(entry.parentPath, entry.name);
    const { mode, gid } = statSync(path);
    const expected = entry.isDirectory() ? place.directoryMode : place.fileMode;
    const name = relative(place.root, path);
    if ((mode & PERMISSIONS) !== expected) throw new Error(`${name} has mode ${mode.toString(8)}`);
    if ((logFolderMode & SET_GROUP_ID) !== 0 && gid !== COMMON_GROUP) {
      throw new Error(`${name} belongs to group ${gid}`);
    }
    if (entry.isDirectory()) counts.folders += 1;
    else counts.files += 1;
  }
  return counts;
}

function count(figures: Record<string, number>, more: Record<string, number>): void {
  for (const [name, value] of Object.entries(more)) figures[name] = (figures[name] ?? 0) + value;
}
