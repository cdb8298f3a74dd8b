import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeTemporaryFolder } from 'test-kit/vitest';
import { describe, expect, it } from 'vitest';
import {
  makeFiles,
  openStore,
  SESSIONS,
  START,
  sessionText,
  snapshot,
  UPDATES,
  updateText,
} from './support/mended-journal.js';
import { runCommand } from './support/run-command.js';

/** An event log with checksums and three events. @returns its name */
async function writeEventLog(root: string, startedAt = START): Promise<string> {
  const log = await openStore(root).openEventLog({
    checksum: true,
    start: {
      session: `S${startedAt}`,
      segment: 1,
      formatVersion: 1,
      device: 'studio',
      user: 'ann',
      model: 'm',
      startedAt,
      timeZone: 'UTC',
      pid: 1,
      metadata: {},
    },
  });
  for (const second of [1, 2, 3]) {
    void log.append({ type: 'model_loaded', data: `{"second":${second}}`, time: startedAt + second * 1_000 });
  }
  await log.close();
  return log.fileName;
}

function change(root: string, fileName: string, edit: (text: string) => string): void {
  const path = join(root, SESSIONS, fileName);
  writeFileSync(path, edit(readFileSync(path, 'utf8')));
}

describe('verify', () => {
  it('ends with 0 where every log is whole, and changes nothing', async () => {
    const cwd = makeFiles({ '.git/HEAD': '', [`${UPDATES}/001_2026-02-24_a.md`]: updateText('001') });
    const fileName = await writeEventLog(cwd);
    const before = snapshot(cwd);
    const { exitCode, stdout } = await runCommand(['verify'], { cwd });
    expect(stdout).toBe(
      `ok  ${fileName}  4 records, 4 lines with a checksum\n1 event log, 0 damaged; 0 other findings.\n`,
    );
    expect(exitCode).toBe(0);
    expect(snapshot(cwd)).toEqual(before);
  });

  it.each([
    ['a changed digit', (text: string) => text.replace('"second":2', '"second":7'), 'check', 3],
    ['a removed line', (text: string) => text.split('\n').toSpliced(2, 1).join('\n'), 'sequence', 3],
    ['a line that is none', (text: string) => text.replace('{"second":2}', '{"second":'), 'damaged', 3],
  ])('tells %s by its place, and ends with 1', async (_name, edit, kind, line) => {
    const cwd = makeFiles({ '.git/HEAD': '' });
    const fileName = await writeEventLog(cwd);
    change(cwd, fileName, edit);
    const { exitCode, stdout } = await runCommand(['verify'], { cwd });
    expect(exitCode).toBe(1);
    expect(stdout).toContain(`damaged  ${fileName}  `);
    expect(stdout).toMatch(new RegExp(`\\n  ${kind}  ${fileName}:${line} \\(byte \\d+\\): `));
    const json = JSON.parse((await runCommand(['verify', '--json'], { cwd })).stdout);
    expect(json).toMatchObject({
      schema: 'opta-journal.verify',
      counts: { eventLogs: 1, damaged: 1 },
      eventLogs: [{ fileName, damaged: true }],
    });
  });

  it('takes a last line without an end for none', async () => {
    const cwd = makeFiles({ '.git/HEAD': '' });
    const fileName = await writeEventLog(cwd);
    change(cwd, fileName, (text) => `${text}{"half`);
    const { exitCode, stdout } = await runCommand(['verify'], { cwd });
    expect(stdout).toContain('  unfinished  ');
    expect(exitCode).toBe(0);
  });

  it('reads the archive too, and tells of logs that cannot be parsed', async () => {
    const cwd = makeFiles({
      '.git/HEAD': '',
      [`${SESSIONS}/archive/2026-01/2026-01-24-1000-studio-runtime-session.md`]: '---\n: [\n---\n',
    });
    const { exitCode, stdout } = await runCommand(['verify'], { cwd });
    expect(exitCode).toBe(1);
    expect(stdout).toContain(
      `error log-unparseable  ${SESSIONS}/archive/2026-01/2026-01-24-1000-studio-runtime-session.md\n`,
    );
  });

  it('reads only the log that is named, and what belongs to it', async () => {
    const cwd = makeFiles({
      '.git/HEAD': '',
      [`${UPDATES}/001_2026-02-24_a.md`]: '---\n: [\n---\n',
      [`${UPDATES}/002_2026-02-24_b.md`]: updateText('002'),
    });
    const damaged = await writeEventLog(cwd);
    const whole = await writeEventLog(cwd, START + 60_000);
    change(cwd, damaged, (text) => text.replace('"second":2', '"second":7'));
    const sessionLog = '2026-02-24-1000-studio-runtime-session.md';
    makeFiles(
      { [`${SESSIONS}/${sessionLog}`]: sessionText('2026-02-24', '10:00', `event_log: "${damaged}"\n`) },
      cwd,
    );
    const ask = async (name: string): Promise<unknown[]> => {
      const { exitCode, stdout } = await runCommand(['verify', name, '--json'], { cwd });
      const { eventLogs, findings } = JSON.parse(stdout);
      return [
        exitCode,
        eventLogs.map((log: { fileName: string }) => log.fileName),
        findings.map((one: { code: string }) => one.code),
      ];
    };
    expect(await ask(whole)).toEqual([0, [whole], []]);
    expect(await ask(damaged)).toEqual([1, [damaged], ['counts-differ']]);
    expect(await ask(sessionLog)).toEqual([1, [damaged], ['counts-differ']]);
    expect(await ask('002_2026-02-24_b.md')).toEqual([0, [], []]);
    expect(await ask('001_2026-02-24_a.md')).toEqual([1, [], ['log-unparseable']]);
  });

  it('names the segment', async () => {
    const cwd = makeFiles({ '.git/HEAD': '' });
    const fileName = await writeEventLog(cwd);
    const second = fileName.replace('.jsonl', '.2.jsonl');
    renameSync(join(cwd, SESSIONS, fileName), join(cwd, SESSIONS, second));
    change(cwd, second, (text) => text.replace('"second":2', '"second":7'));
    const { stdout } = await runCommand(['verify'], { cwd });
    expect(stdout).toContain(`  check  ${second}:3 `);
  });

  it('ends with 2 for a name that no log has', async () => {
    const { exitCode, stderr } = await runCommand(['verify', '../secret'], { cwd: makeTemporaryFolder() });
    expect(exitCode).toBe(2);
    expect(stderr).toContain('JOURNAL_CLI_NOT_FOUND');
  });
});
