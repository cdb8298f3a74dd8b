import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createConnection, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

/** A peer that is not there, and what would bring it. */
export interface MissingPeer {
  missing: string;
}

const DUCKDB = '@duckdb/node-api';
const DUCKDB_VERSION = '1.5.6-r.1';

/**
 * The folder of DuckDB's package. It has 60 MB, so it is no dependency: with the first use npm installs it in the
 * system's folder for temporary files, where the next one finds it.
 */
export function installDuckdb(): { directory: string; version: string } | MissingPeer {
  const folder = join(tmpdir(), `opta-journal-duckdb-${DUCKDB_VERSION}`);
  const directory = join(folder, 'node_modules', DUCKDB);
  const found = { directory, version: DUCKDB_VERSION };
  if (existsSync(directory)) return found;
  const command = `npm install ${DUCKDB}@${DUCKDB_VERSION}`;
  console.error(`The benchmark installs a peer of 60 MB in ${folder}: ${command}`);
  const fresh = mkdtempSync(`${folder}-`);
  try {
    writeFileSync(join(fresh, 'package.json'), '{ "private": true }');
    execFileSync('npm', ['install', '--no-audit', '--no-fund', `${DUCKDB}@${DUCKDB_VERSION}`], {
      cwd: fresh,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    renameSync(fresh, folder);
    return found;
  } catch {
    // npm has said why on stderr.
    rmSync(fresh, { recursive: true, force: true });
    return { missing: `DuckDB is missing: \`${command}\` failed in ${folder}.` };
  }
}

/** A Redis of our own on a local socket, which keeps nothing on the disk. */
export interface Redis {
  version: string;
  /** Adds one to a counter and resolves when it is answered. */
  increment(): Promise<void>;
  close(): Promise<void>;
}

export async function startRedis(): Promise<Redis | MissingPeer> {
  const { error, stdout } = spawnSync('redis-server', ['--version']);
  if (error !== undefined) return { missing: 'Redis is missing: `apt-get install redis-server`.' };
  const directory = mkdtempSync(join(tmpdir(), 'opta-redis-'));
  const path = join(directory, 'socket');
  const options = [
    '--port',
    '0',
    '--unixsocket',
    path,
    '--save',
    '',
    '--appendonly',
    'no',
    '--dir',
    directory,
  ];
  const server = spawn('redis-server', options, { stdio: 'ignore' });
  const ended = new Promise((resolve) => server.once('close', resolve));
  try {
    const socket = await connect(path, server);
    return {
      version: `Redis ${/v=(\S+)/.exec(stdout.toString())?.[1]}`,
      increment: () => increment(socket),
      async close() {
        socket.destroy();
        server.kill();
        await ended;
        rmSync(directory, { recursive: true, force: true });
      },
    };
  } catch (cause) {
    server.kill();
    await ended;
    rmSync(directory, { recursive: true, force: true });
    throw new Error('Redis could not be started.', { cause });
  }
}

async function connect(path: string, server: ChildProcess): Promise<Socket> {
  for (;;) {
    const socket = createConnection(path);
    try {
      await new Promise((resolve, reject) => {
        socket.once('connect', resolve);
        socket.once('error', reject);
      });
      return socket;
    } catch (error) {
      // It makes its socket some milliseconds after its start.
      if (server.exitCode !== null) throw error;
      await setTimeout(10);
    }
  }
}

const INCR = '*2\r\n$4\r\nINCR\r\n$7\r\nupdates\r\n';

function increment(socket: Socket): Promise<void> {
  return new Promise((resolve, reject) => {
    let answer = '';
    const read = (chunk: Buffer): void => {
      answer += chunk.toString('latin1');
      if (!answer.endsWith('\r\n')) return;
      socket.off('data', read);
      if (answer.startsWith(':')) resolve();
      else reject(new Error(`Redis answered ${answer}`));
    };
    socket.on('data', read);
    socket.write(INCR);
  });
}
