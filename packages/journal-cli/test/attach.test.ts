import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeTemporaryFolder } from 'test-kit/vitest';
import { describe, expect, it, vi } from 'vitest';
import { LoggedFolder } from './support/attached-logs.js';
import { DemoServer } from './support/demo-server.js';
import { OriginalLmx } from './support/original-lmx.js';
import { runCommand } from './support/run-command.js';
import { type RunningCommand, startCommand } from './support/start-command.js';

const TIME_LIMIT = { timeout: 60_000 };

/** Folders of an attachment, and the words that name them. */
function openFolders(sessions = join(makeTemporaryFolder(), 'sessions')) {
  const words = ['--sessions-dir', sessions, '--updates-dir', join(makeTemporaryFolder(), 'updates')];
  return { logs: new LoggedFolder(sessions), words };
}

async function attach(words: readonly string[], url: string): Promise<RunningCommand> {
  const attached = startCommand([...words, 'attach', url]);
  await attached.line(/^Journaling /);
  return attached;
}

/** Resolves when the disk has an event with such data. */
function until(isSo: () => boolean): Promise<void> {
  return vi.waitFor(
    () => {
      if (!isSo()) throw new Error(`not so: ${isSo}`);
    },
    { timeout: 30_000, interval: 20 },
  );
}

describe('attached to a server with ids', TIME_LIMIT, () => {
  it('writes one event log and one session log, and ends with 0', async () => {
    const demo = await DemoServer.start(makeTemporaryFolder());
    const { logs, words } = openFolders();
    const attached = await attach([...words], demo.url);
    await until(() => logs.types().includes('feed_connected'));
    await demo.note('Keep the small model.');
    await until(() => logs.types().includes('feed_journal_note'));
    expect(await attached.end('SIGTERM')).toBe(0);
    expect(attached.stdout).toEqual([join(logs.path, logs.sessionLogs()[0] as string)]);
    expect(logs.eventLogs()).toHaveLength(1);
    expect(logs.sessionLogs()).toHaveLength(1);
    const log = logs.read(logs.sessionLogs()[0] as string);
    expect(log).toContain('model: "opta-lmx/0.1.0"');
    expect(log).toContain('| feed_journal_note | 1 |');
    expect(log).toContain(`- feed: ${demo.url}/admin/events`);
  });

  it('goes on after a kill of either side with what happened meanwhile, and finishes what the kill left', async () => {
    const folder = makeTemporaryFolder();
    const first = await DemoServer.start(folder);
    const { logs, words } = openFolders();
    const killed = await attach(words, first.url);
    // Before anything has happened: where it was connected is known all the same.
    await until(() => logs.types().includes('feed_connected'));
    await killed.end('SIGKILL');
    await first.note('one');
    await first.end('SIGTERM');
    const second = await DemoServer.start(folder, { port: first.port });
    await second.note('two');
    const attached = await attach(words, second.url);
    const notes = () =>
      logs
        .events()
        .flatMap(({ event_type, data }) => (event_type === 'feed_journal_note' ? [data.text] : []));
    await until(() => notes().includes('two'));
    await second.end('SIGKILL');
    const third = await DemoServer.start(folder, { port: first.port });
    await third.note('three');
    await until(() => notes().includes('three'));
    expect(await attached.end('SIGINT')).toBe(0);
    expect(notes()).toEqual(['one', 'two', 'three']);
    const statuses = logs.sessionLogs().map((name) => /^status: "(\w+)"$/m.exec(logs.read(name))?.[1]);
    expect(statuses.sort()).toEqual(['killed', 'signal']);
    expect(logs.types()).not.toContain('feed_continuity_failed');
  });

  it('leaves out what happened since the last attachment with --from-now', async () => {
    const demo = await DemoServer.start(makeTemporaryFolder());
    const { logs, words } = openFolders();
    const before = await attach(words, demo.url);
    await until(() => logs.types().includes('feed_connected'));
    await before.end('SIGTERM');
    await demo.note('meanwhile');
    const attached = startCommand([...words, 'attach', demo.url, '--from-now']);
    await until(() => logs.types().filter((type) => type === 'feed_connected').length === 2);
    await demo.note('now');
    await until(() => logs.types().includes('feed_journal_note'));
    await attached.end('SIGTERM');
    const notes = logs.events().filter(({ event_type }) => event_type === 'feed_journal_note');
    expect(notes.map(({ data }) => data.text)).toEqual(['now']);
  });

  it('refuses the folders into which that server writes itself, and says how to choose others', async () => {
    const folder = makeTemporaryFolder();
    const demo = await DemoServer.start(folder);
    const { words, logs } = openFolders(join(folder, '12-Session-Logs'));
    const { exitCode, stderr } = await runCommand([...words, 'attach', demo.url]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(`writes ${logs.eventLogs()[0]} into ${logs.path} itself`);
    expect(stderr).toContain('opta-journal --sessions-dir FOLDER --updates-dir FOLDER attach');
    expect(logs.eventLogs()).toHaveLength(1);
  });

  it('refuses a second attachment to the same feed in the same folders', async () => {
    const demo = await DemoServer.start(makeTemporaryFolder());
    const { logs, words } = openFolders();
    await attach(words, demo.url);
    const { exitCode, stderr } = await runCommand([...words, 'attach', `${demo.url}/admin/events`]);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/Another attach journals .* already/);
    expect(logs.eventLogs()).toHaveLength(1);
  });

  it('says when the server wants a key, and takes one from the environment', async () => {
    const demo = await DemoServer.start(makeTemporaryFolder(), { adminKey: 'correct-horse-7' });
    const { logs, words } = openFolders();
    const refused = await runCommand([...words, 'attach', demo.url, '--key', 'wrong']);
    expect(refused.exitCode).toBe(2);
    expect(refused.stderr).toMatch(/403[\s\S]*OPTA_JOURNAL_ADMIN_KEY.*JOURNAL_CLI_SERVER/);
    const attached = startCommand([...words, 'attach', demo.url], {
      env: { OPTA_JOURNAL_ADMIN_KEY: 'correct-horse-7' },
    });
    await until(() => logs.types().includes('feed_connected'));
    expect(await attached.end('SIGTERM')).toBe(0);
    const texts = [...logs.eventLogs(), ...logs.sessionLogs()].map((name) => logs.read(name));
    expect(texts.join('')).not.toContain('correct-horse-7');
  });
});

describe('attached to the original LMX', TIME_LIMIT, () => {
  it('has one session log for each attachment, each event once and every gap, though either side is killed 5 times', async () => {
    const lmx = new OriginalLmx(makeTemporaryFolder());
    await lmx.start();
    const { logs, words } = openFolders();
    const indexes = () =>
      logs.events().flatMap(({ event_type, data }) => (event_type === 'probe' ? [data.index] : []));
    let published = 0;
    const publish = async (): Promise<void> => {
      await lmx.clients(true);
      lmx.publish('probe', { index: published });
      published += 1;
      await until(() => indexes().includes(published - 1));
    };
    let attached = await attach(words, lmx.url);
    for (let round = 0; round < 5; round += 1) {
      await publish();
      await lmx.stop();
      await lmx.start();
      await publish();
      await attached.end('SIGKILL');
      await lmx.clients(false);
      attached = await attach(words, lmx.url);
    }
    await publish();
    expect(await attached.end('SIGTERM')).toBe(0);
    expect(indexes()).toEqual(Array.from({ length: published }, (_, index) => index));
    const begun = logs.events().filter(({ event_type }) => event_type === 'journal_session_start');
    expect(logs.sessions().sort()).toEqual(begun.map(({ data }) => data.session).sort());
    expect(begun).toHaveLength(6);
    const gaps = logs.events().filter(({ event_type }) => event_type === 'feed_continuity_failed');
    expect(gaps).toHaveLength(10);
    expect(gaps.map(({ data }) => data.message)).not.toContainEqual(
      expect.not.stringContaining('is unknown'),
    );
    const last = logs.read(logs.sessionLogs().at(-1) as string);
    expect(last).toContain('what happened there is unknown');
  });

  it('waits for one that is not there yet, and records that', async () => {
    const lmx = new OriginalLmx(makeTemporaryFolder());
    await lmx.start();
    await lmx.stop();
    const { logs, words } = openFolders();
    const attached = await attach(words, lmx.url);
    await attached.line(/Not connected to .*ECONNREFUSED/);
    await lmx.start();
    await lmx.clients(true);
    lmx.publish('probe', {});
    await until(() => logs.types().includes('probe'));
    expect(await attached.end('SIGTERM')).toBe(0);
    expect(logs.types().slice(1, 4)).toEqual(['feed_connection_failed', 'feed_continuity_failed', 'probe']);
  });

  it('refuses folders in which that LMX has an unfinished event log, also where it begins one later', async () => {
    const folder = makeTemporaryFolder();
    const lmx = new OriginalLmx(folder);
    await lmx.start();
    const { logs, words } = openFolders(folder);
    const attached = await attach(words, lmx.url);
    await lmx.clients(true);
    mkdirSync(folder, { recursive: true });
    const name = '2026-02-24-135626-studio-events.jsonl';
    writeFileSync(
      join(folder, name),
      '{"data": {"model_id": "small"}, "event_type": "model_loaded", "timestamp": "2026-02-24T13:56:27.115569+11:00", "timestamp_unix": 1771901787.1155689}\n',
    );
    lmx.publish('model_loaded', { model_id: 'small' });
    expect(await attached.ended).toBe(2);
    expect(attached.stderr.join('\n')).toContain(`writes ${name} into ${folder} itself`);
    // What it had journaled until then has its log.
    expect(logs.sessionLogs()).toHaveLength(1);
    const again = await runCommand([...words, 'attach', lmx.url]);
    expect(again).toMatchObject({ exitCode: 2, stdout: '' });
  });
});

it.each([
  ['lmx', /"lmx" is no address of a server\. Give one such as/],
  ['ftp://127.0.0.1', /is no address of a server/],
  ['http://ann:secret@127.0.0.1:1', /holds a name or a password/],
])('refuses the address %s', async (url, message) => {
  const { words } = openFolders();
  const { exitCode, stderr } = await runCommand([...words, 'attach', url]);
  expect(exitCode).toBe(2);
  expect(stderr).toMatch(message);
  expect(stderr).not.toContain('secret');
});

it('refuses a configuration under which it would write nothing', async () => {
  const folder = makeTemporaryFolder();
  writeFileSync(join(folder, 'opta-journal.yaml'), 'journaling:\n  enabled: false\n');
  const { exitCode, stderr } = await runCommand(['attach', 'http://127.0.0.1:1'], { cwd: folder });
  expect(exitCode).toBe(2);
  expect(stderr).toContain('says enabled: false');
});
