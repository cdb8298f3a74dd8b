import { mkdirSync, readFileSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { createJournalStore } from '@opta/journal-store';
import { spawnScript } from 'test-kit';
import { makeTemporaryFolder } from 'test-kit/vitest';
import { describe, expect, it } from 'vitest';
import { append, EVENT_LOG, line, lines, makeEventLog, numbersIn, SESSIONS } from './support/event-log.js';
import { runCommand } from './support/run-command.js';
import { startCommand } from './support/start-command.js';

const WRITER = join(import.meta.dirname, 'fixtures/event-writer.ts');

const range = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);

describe('the last events', () => {
  it('are printed oldest first, one a line: time, severity, type and data', async () => {
    const { root } = makeEventLog(lines(1, 3) + line(4, 'load_failed', { model: 'tea', why: 'no "water"' }));
    const { exitCode, stdout, stderr } = await runCommand(['tail', '-n', '2'], { cwd: root });
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout.split('\n')).toEqual([
      '2026-02-24 10:00:03  info      tea_made  cup=3',
      '2026-02-24 10:00:04  error     load_failed  model=tea why="no \\"water\\""',
      '',
    ]);
  });

  it.each([
    ['short-iso', '2026-02-24T10:00:01.000+00:00  info      tea_made  cup=`1`'],
    ['cat', 'tea_made  cup=`1`'],
    ['md', '- 2026-02-24 10:00:01 info `tea_made`: `` cup=`1` ``'],
  ])('are printed as %s', async (format, expected) => {
    const { root } = makeEventLog(line(1, 'tea_made', { cup: '`1`' }));
    const { stdout } = await runCommand(['tail', '-o', format], { cwd: root });
    expect(stdout).toBe(`${expected}\n`);
  });

  it('are printed as they stand in the log with --json', async () => {
    const { root } = makeEventLog(line(7));
    const { stdout } = await runCommand(['tail', '--json'], { cwd: root });
    expect(JSON.parse(stdout)).toEqual({ ...JSON.parse(line(7)), event_log: EVENT_LOG });
  });

  it.each([
    [
      ['-n', '2'],
      [4, 5],
    ],
    [
      ['-n', 'all'],
      [1, 2, 3, 4, 5],
    ],
    [
      ['--since', '2026-02-24T10:00:02Z', '--until', '2026-02-24T10:00:04Z'],
      [2, 3, 4],
    ],
    [['--since', '2026-02-24T10:00:02Z', '-n', '1'], [5]],
    [['--type', 'milk_*', 'none'], [2]],
    [
      ['--severity', 'warning'],
      [2, 4],
    ],
    [['--severity', 'error'], [4]],
    [['--grep', 'oolong'], [3]],
    [['--grep', 'OOLONG'], []],
    [['--grep', 'failed', '--severity', 'error'], [4]],
    [
      ['--session', '01KJ5ZQ4M0'],
      [1, 2, 3, 4, 5],
    ],
    [['--session', EVENT_LOG, '-n', '1'], [5]],
  ])('that are meant by %j', async (args, expected) => {
    const { root } = makeEventLog(
      line(1, 'journal_session_start', { session: '01KJ5ZQ4M0' }) +
        line(2, 'milk_slow') +
        line(3, 'tea_made', { kind: 'Oolong' }) +
        line(4, 'tea_failed') +
        line(5),
    );
    const { exitCode, stdout } = await runCommand(['tail', '--json', ...args], { cwd: root });
    expect(numbersIn(stdout.split('\n'))).toEqual(expected);
    expect(exitCode).toBe(expected.length === 0 ? 1 : 0);
  });

  it('are those of all segments, also of an archived log', async () => {
    const { root, path } = makeEventLog(lines(1, 3));
    const second = path.replace('.jsonl', '.2.jsonl');
    writeFileSync(second, lines(4, 5));
    const before = await runCommand(['tail', '--json', '-n', '4'], { cwd: root });
    expect(numbersIn(before.stdout.split('\n'))).toEqual([2, 3, 4, 5]);
    archive(path);
    archive(second);
    const after = await runCommand(['tail', '--json', '-n', '4'], { cwd: root });
    expect(after.stdout).toBe(before.stdout);
  });

  it('have no secrets where a program left them in', async () => {
    const record = { data: { api_key: 'sk-proj-abcdefghijklmnopqrstuvwxyz' }, event_type: 'config_loaded' };
    const { root } = makeEventLog(`${JSON.stringify(record)}\n`);
    const { stdout } = await runCommand(['tail'], { cwd: root });
    expect(stdout).toContain('api_key=');
    expect(stdout).not.toContain('abcdefghij');
  });

  it('count a block once that a copy brought twice, and leave out what is damaged', async () => {
    const { root } = makeEventLog(`${lines(1, 3)}garbage\n${lines(2, 3)}${line(4)}{"seq":5`);
    const { stdout } = await runCommand(['tail', '--json'], { cwd: root });
    expect(numbersIn(stdout.split('\n'))).toEqual([1, 2, 3, 4]);
  });

  it.each([
    [['tail', '--json', '-o', 'md'], /exclude each other/],
    [['tail', '--session', 'no-such'], /No event log is that of "no-such"/],
  ])('%j ends with 2', async (args, message) => {
    const { exitCode, stderr } = await runCommand(args, { cwd: makeEventLog(line(1)).root });
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(message);
  });

  it('are none where there is no event log', async () => {
    const { exitCode, stderr } = await runCommand(['tail'], { cwd: makeTemporaryFolder() });
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/^There is no event log in /);
  });
});

describe('following', () => {
  it('loses and doubles nothing while a runtime goes through its segments, and Ctrl-C ends it with 130', async () => {
    const { root, path } = makeEventLog(lines(1, 9));
    const tail = startCommand(['tail', '-f', '-n', '2', '--json'], { cwd: root });
    await tail.line(/"cup":9/);
    const writer = spawnScript(WRITER, [join(root, SESSIONS), '3000', '20000']);
    const told = JSON.parse(await writer.line(/segments/));
    expect(told.segments).toBeGreaterThan(5);
    append(path, line(10));
    await tail.line(new RegExp(`"seq":${told.last},`));
    await tail.line(/"cup":10/);
    expect(await tail.end('SIGINT')).toBe(130);
    const printed = tail.stdout.map((text) => JSON.parse(text));
    const of = (name: string) => printed.filter((record) => record.event_log === name);
    expect(of(EVENT_LOG).map(({ seq }) => seq)).toEqual([8, 9, 10]);
    expect(of(told.fileName).map(({ seq }) => seq)).toEqual(range(1, told.last));
    const made = of(told.fileName).filter(({ event_type }) => event_type === 'tea_made');
    expect(made.map(({ data }) => data.index)).toEqual(range(0, 2_999));
    expect(tail.stderr).toEqual([`Another runtime has begun: ${told.fileName}`]);
  });

  it('waits for a folder and a runtime that are not there yet', async () => {
    const root = makeTemporaryFolder();
    const tail = startCommand(['tail', '-f', '--json'], { cwd: root });
    await tail.line(/Waiting for one/);
    mkdirSync(join(root, SESSIONS));
    writeFileSync(join(root, SESSIONS, EVENT_LOG), lines(1, 2));
    await tail.line(/"cup":2/);
    expect(await tail.end('SIGINT')).toBe(130);
    expect(numbersIn(tail.stdout)).toEqual([1, 2]);
  });

  it('waits for the end of a line that is being written', async () => {
    const { root, path } = makeEventLog(line(1));
    const tail = startCommand(['tail', '-f', '--json'], { cwd: root });
    await tail.line(/"cup":1/);
    append(path, line(2).slice(0, 20));
    writeFileSync(join(root, SESSIONS, '2026-02-24-110000-studio-events.jsonl'), line(1, 'milk_made'));
    await tail.line(/milk_made/);
    append(path, line(2).slice(20));
    await tail.line(/"cup":2/);
    await tail.end('SIGINT');
    expect(tail.stdout).toHaveLength(3);
    expect(tail.stderr).toHaveLength(1);
  });

  it('survives a log that is cut short or rewritten, and prints every record once', async () => {
    const { root, path } = makeEventLog(lines(1, 5));
    const tail = startCommand(['tail', '-f', '-n', 'all', '--json'], { cwd: root });
    await tail.line(/"cup":5/);
    truncateSync(path, lines(1, 3).length);
    append(path, lines(6, 7));
    await tail.line(/"cup":7/);
    // As a scrub does it: another file with other bytes takes the name.
    const changed = `${readFileSync(path, 'utf8').replace('"cup":2', '"cup":"gone"')}${line(8)}`;
    writeFileSync(`${path}.new`, changed);
    renameSync(`${path}.new`, path);
    await tail.line(/"cup":8/);
    await tail.end('SIGINT');
    expect(numbersIn(tail.stdout)).toEqual(range(1, 8));
  });

  it('reads the rest of a log that is archived, and says so', async () => {
    const { root, path } = makeEventLog(lines(1, 2));
    const tail = startCommand(['tail', '-f', '--json'], { cwd: root });
    await tail.line(/"cup":2/);
    archive(path, lines(1, 4));
    await tail.line(/was archived/);
    // A later runtime is followed all the same.
    writeFileSync(join(root, SESSIONS, '2026-02-24-110000-studio-events.jsonl'), line(5));
    await tail.line(/"cup":5/);
    await tail.end('SIGINT');
    expect(numbersIn(tail.stdout)).toEqual(range(1, 5));
  });

  it('of one log ends when that is gone', async () => {
    const { root, path } = makeEventLog(lines(1, 2));
    const tail = startCommand(['tail', '-f', '--session', EVENT_LOG], { cwd: root });
    await tail.line(/cup=2/);
    rmSync(path);
    await tail.line(/is gone/);
    expect(await tail.ended).toBe(0);
  });
});

/** What the store makes of a log that its retention archives. */
function archive(path: string, text = readFileSync(path, 'utf8')): void {
  const folder = join(dirname(path), 'archive/2026-02');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${path.slice(dirname(path).length + 1)}.gz`), gzipSync(text));
  rmSync(path);
}

it('the fixture writes what the store reads', async () => {
  const folder = join(makeTemporaryFolder(), SESSIONS);
  const told = JSON.parse(await spawnScript(WRITER, [folder, '10', '20000']).line(/segments/));
  const store = createJournalStore({ sessionLogsDir: folder, updateLogsDir: folder });
  const numbers: unknown[] = [];
  for await (const found of store.readEvents(told.fileName))
    if (found.kind === 'record') numbers.push(found.seq);
  expect(numbers).toEqual(range(1, told.last));
});
