import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeTemporaryFolder } from 'test-kit/vitest';
import { expect, it } from 'vitest';
import { runCommand } from './support/run-command.js';

function makeJournal(): string {
  const root = makeTemporaryFolder();
  mkdirSync(join(root, '.git'));
  const sessions = join(root, '12-Session-Logs');
  mkdirSync(sessions);
  for (const [hour, status] of [
    ['09', 'clean'],
    ['10', 'crashed'],
  ] as const) {
    writeFileSync(
      join(sessions, `2026-02-24-${hour}30-studio-runtime-session.md`),
      `---\ndate: 2026-02-24\ntime: "${hour}:30 UTC"\ndevice: "studio"\nmodel: "a\\u001b[31mb"\nduration: "00:05:00"\nstatus: "${status}"\n---\n`,
    );
  }
  return root;
}

it('lists session logs, newest first, and nothing that a terminal would obey', async () => {
  const { exitCode, stdout, stderr } = await runCommand(['sessions'], { cwd: makeJournal() });
  expect(exitCode).toBe(0);
  expect(stderr).toBe('');
  expect(stdout.split('\n')).toEqual([
    '2026-02-24 10:30  studio  a\\u001b[31mb  00:05:00  crashed  2026-02-24-1030-studio-runtime-session.md',
    '2026-02-24 09:30  studio  a\\u001b[31mb  00:05:00  clean    2026-02-24-0930-studio-runtime-session.md',
    '',
  ]);
});

it('gives JSON with a schema and a version', async () => {
  const { stdout } = await runCommand(
    ['sessions', '--json', '--status', 'crashed', '--tz', 'Australia/Sydney'],
    {
      cwd: makeJournal(),
    },
  );
  expect(JSON.parse(stdout)).toMatchObject({
    schema: 'opta-journal.sessions',
    version: 1,
    sessions: [{ began: '2026-02-24T21:30:00.000+11:00', status: 'crashed', model: 'a\u001b[31mb' }],
  });
});

it('ends with 1 and says so where nothing is found', async () => {
  const { exitCode, stdout, stderr } = await runCommand(['sessions', '--since', '2026-03-01'], {
    cwd: makeJournal(),
  });
  expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
  expect(stderr).toMatch(/^No session log is like that in .*12-Session-Logs\.\n$/);
});

it.each([
  [['sessions', '--since', 'foo'], /--since "foo" is no time\. Give a day/],
  [['sessions', '--lines', '0'], /Give a whole number from 1/],
  [['sessoins'], /Unknown command 'sessoins'/],
  [['sessions', '--utc', '--tz', 'UTC'], /exclude each other/],
])('ends with 2 for %j and says what to do', async (args, message) => {
  const { exitCode, stdout, stderr } = await runCommand(args, { cwd: makeJournal() });
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
  expect(stderr).toMatch(message);
});
