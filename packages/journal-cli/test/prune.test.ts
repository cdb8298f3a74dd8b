import { execFileSync } from 'node:child_process';
import { existsSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { makeTemporaryFolder } from 'test-kit/vitest';
import { describe, expect, it } from 'vitest';
import {
  eventLines,
  makeFiles,
  namesIn,
  openStore,
  SESSIONS,
  sessionText,
  snapshot,
} from './support/mended-journal.js';
import { baseEnvironment, COMMAND, runCommand } from './support/run-command.js';
import { HAS_TERMINAL, runInTerminal } from './support/run-in-terminal.js';

const DAY_MS = 86_400_000;
const CONFIG =
  'journaling:\n  device: studio\n  timezone: UTC\n  retention_days: 30\n  max_session_logs: 100\n';

function dayAgo(days: number): string {
  return new Date(Date.now() - days * DAY_MS).toISOString().slice(0, 10);
}

/** Sessions of so many days ago, each with its event log; the folder is not ours unless it is accepted. */
function makeJournal(daysAgo: readonly number[], config = CONFIG): string {
  const files: Record<string, string> = { '.git/HEAD': '', 'opta-journal.yaml': config };
  for (const days of daysAgo) {
    const day = dayAgo(days);
    const eventLog = `${day}-100000-studio-events.jsonl`;
    files[`${SESSIONS}/${eventLog}`] = eventLines(`S${days}`, ['model_loaded']);
    files[`${SESSIONS}/${sessionLogOf(days)}`] = sessionText(
      day,
      '10:00',
      `session: "S${days}"\nevent_log: "${eventLog}"\n`,
    );
  }
  return makeFiles(files);
}

/** The same beside a log that this program did not write. */
function makeForeign(daysAgo: readonly number[]): string {
  const name = `${dayAgo(1)}-1200-studio-by-another-program.md`;
  return makeFiles({ [`${SESSIONS}/${name}`]: sessionText(dayAgo(1), '12:00') }, makeJournal(daysAgo));
}

function sessionLogOf(days: number): string {
  return `${dayAgo(days)}-1000-studio-runtime-session.md`;
}

function eventLogOf(days: number): string {
  return `${dayAgo(days)}-100000-studio-events.jsonl`;
}

async function makeAccepted(daysAgo: readonly number[], config = CONFIG): Promise<string> {
  const cwd = makeJournal(daysAgo, config);
  await openStore(cwd).acceptRetention();
  return cwd;
}

function logsIn(cwd: string): string[] {
  return namesIn(join(cwd, SESSIONS)).filter((name) => /^\d{4}-/.test(name));
}

const THREE = [40, 2, 1] as const;

describe('prune', () => {
  it('shows what would go file by file, what stays and why, and changes nothing unasked', async () => {
    const cwd = await makeAccepted([50, 40, 2, 1, 0]);
    makeFiles({ [`${SESSIONS}/pinned.txt`]: `${sessionLogOf(50)}\n` }, cwd);
    const before = snapshot(cwd);
    const { exitCode, stdout, stderr } = await runCommand(['prune'], { cwd });
    expect(exitCode).toBe(2);
    expect(stderr).toContain('JOURNAL_CLI_NOT_CONFIRMED');
    expect(stdout.split('\n')).toEqual([
      `Retention of ${join(cwd, SESSIONS)}: archive, after 30 days, at most 100 sessions`,
      expect.stringMatching(new RegExp(`^archive  ${eventLogOf(40)}  \\d+ B  too old$`)),
      expect.stringMatching(new RegExp(`^archive  ${sessionLogOf(40)}  \\d+ B  too old$`)),
      `keep     ${eventLogOf(50)}  named in pinned.txt`,
      `keep     ${sessionLogOf(50)}  named in pinned.txt`,
      expect.stringMatching(
        /^1 session with \d+ B would go into the archive; \d finished sessions are within the limits and stay\.$/,
      ),
      '',
    ]);
    expect((await runCommand(['prune', '--dry-run'], { cwd })).exitCode).toBe(0);
    expect(snapshot(cwd)).toEqual(before);
  });

  it('archives with --yes, and the command that it prints brings all back byte for byte', async () => {
    const cwd = await makeAccepted(THREE);
    const before = snapshot(join(cwd, SESSIONS));
    const args = ['prune', '--yes', '--sessions-dir', SESSIONS];
    const { exitCode, stdout, stderr } = await runCommand(args, { cwd });
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/\n2 files with \d+ B archived\.\n$/);
    expect(logsIn(cwd)).not.toContain(sessionLogOf(40));
    expect(logsIn(cwd)).toHaveLength(4);
    const undo = /^ {2}(opta-journal .*)$/m.exec(stderr)?.[1] ?? '';
    expect(undo).toBe(`opta-journal --sessions-dir ${SESSIONS} restore ${sessionLogOf(40)}`);

    const programs = makeTemporaryFolder();
    symlinkSync(COMMAND, join(programs, 'opta-journal'));
    const env = baseEnvironment();
    execFileSync('sh', ['-c', undo], {
      cwd,
      env: { ...env, PATH: `${programs}${delimiter}${env.PATH}` },
      stdio: 'pipe',
    });
    expect(snapshot(join(cwd, SESSIONS))).toMatchObject(before);
    expect(logsIn(cwd)).toHaveLength(6);
  });

  it('takes other limits from the command line, and deletes only where that is said', async () => {
    const cwd = await makeAccepted(THREE);
    const { stdout } = await runCommand(['prune', '--max', '1', '--days', '1000', '--dry-run', '--json'], {
      cwd,
    });
    const { policy, plan, result, undo } = JSON.parse(stdout);
    expect({ policy, result, undo }).toMatchObject({
      policy: { retentionDays: 1000, maxSessionLogs: 1, device: 'studio' },
      result: null,
      undo: [],
    });
    expect(
      plan.units.map((unit: { fileName: string; reason: string }) => [unit.fileName, unit.reason]),
    ).toEqual([
      [sessionLogOf(40), 'count'],
      [sessionLogOf(2), 'count'],
    ]);
    const deleted = await runCommand(['prune', '--max', '2', '--mode', 'delete', '--yes'], { cwd });
    expect(deleted.exitCode).toBe(0);
    expect(deleted.stdout).toContain('would be deleted for good');
    expect(deleted.stderr).toBe('');
    expect(logsIn(cwd)).toHaveLength(4);
    expect(existsSync(join(cwd, SESSIONS, 'archive'))).toBe(false);
  });

  it('lets nothing go of a held plan by --yes alone, and does with --accept', async () => {
    const cwd = makeForeign(THREE);
    const before = snapshot(cwd);
    const held = await runCommand(['prune', '--yes'], { cwd });
    expect(held.exitCode).toBe(2);
    expect(held.stdout).toContain('\nHeld: ');
    expect(held.stderr).toContain('add --accept');
    expect(snapshot(cwd)).toEqual(before);
    const accepted = await runCommand(['prune', '--yes', '--accept', '--json'], { cwd });
    expect(accepted.exitCode).toBe(0);
    expect(JSON.parse(accepted.stdout)).toMatchObject({
      schema: 'opta-journal.prune',
      plan: { held: { reason: 'not-accepted' } },
      result: { done: [eventLogOf(40), sessionLogOf(40)] },
      undo: [`opta-journal restore ${sessionLogOf(40)}`],
    });
    expect(logsIn(cwd)).toHaveLength(5);
  });

  it('lets nothing go while the clock is behind, whatever is said', async () => {
    const cwd = await makeAccepted([40, -400]);
    const before = snapshot(cwd);
    const { exitCode, stderr } = await runCommand(['prune', '--yes', '--accept'], { cwd });
    expect(exitCode).toBe(2);
    expect(stderr).toContain('the plan is held');
    expect(snapshot(cwd)).toEqual(before);
  });

  it('says so where nothing goes, or retention is off', async () => {
    const kept = await runCommand(['prune'], { cwd: await makeAccepted([1]) });
    expect(kept.exitCode).toBe(0);
    expect(kept.stdout).toContain('Nothing goes: 1 finished session is within the limits and stays.');
    const off = await runCommand(['prune'], {
      cwd: await makeAccepted(THREE, `${CONFIG}  retention_mode: "off"\n`),
    });
    expect(off.exitCode).toBe(0);
    expect(off.stdout).toContain('Nothing goes: retention_mode is off.');
  });

  it.skipIf(!HAS_TERMINAL)('takes the yes of who has seen a held plan for consent', async () => {
    const cwd = makeForeign(THREE);
    const question = 'Move 1 session into the archive?';
    const no = await runInTerminal(['prune'], { cwd, answers: [{ after: question, keys: 'n' }] });
    expect(no.exitCode).toBe(1);
    expect(logsIn(cwd)).toHaveLength(7);
    const yes = await runInTerminal(['prune'], { cwd, answers: [{ after: question, keys: 'y' }] });
    expect(yes.exitCode).toBe(0);
    expect(yes.shown).toContain(`opta-journal restore ${sessionLogOf(40)}`);
    expect(logsIn(cwd)).toHaveLength(5);
  });
});

describe('restore', () => {
  async function makePruned(): Promise<{ cwd: string; before: Record<string, string> }> {
    const cwd = await makeAccepted(THREE);
    const before = snapshot(join(cwd, SESSIONS));
    expect((await runCommand(['prune', '--yes'], { cwd })).exitCode).toBe(0);
    return { cwd, before };
  }

  it('brings a session log and its event log back, also when it is done twice', async () => {
    const { cwd, before } = await makePruned();
    const { exitCode, stdout } = await runCommand(['restore', sessionLogOf(40)], { cwd });
    expect(exitCode).toBe(0);
    expect(stdout).toBe(`${sessionLogOf(40)}\n${eventLogOf(40)}\n`);
    expect(snapshot(join(cwd, SESSIONS))).toMatchObject(before);
    expect(await runCommand(['restore', sessionLogOf(40)], { cwd })).toEqual({
      exitCode: 0,
      stdout: '',
      stderr: `${sessionLogOf(40)} is in its folder already.\n`,
    });
  });

  it('brings only what is named with --only, and the rest on a later word', async () => {
    const { cwd } = await makePruned();
    expect((await runCommand(['restore', '--only', sessionLogOf(40)], { cwd })).stdout).toBe(
      `${sessionLogOf(40)}\n`,
    );
    expect(logsIn(cwd)).not.toContain(eventLogOf(40));
    expect((await runCommand(['restore', sessionLogOf(40)], { cwd })).stdout).toBe(`${eventLogOf(40)}\n`);
  });

  it('overwrites nothing, goes on with the others, and ends with 2', async () => {
    const { cwd } = await makePruned();
    writeFileSync(join(cwd, SESSIONS, eventLogOf(40)), 'mine\n');
    const { exitCode, stdout } = await runCommand(
      ['restore', '--json', '2020-01-01-1000-studio-none.md', eventLogOf(40), sessionLogOf(40), '--only'],
      { cwd },
    );
    expect(exitCode).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({
      restored: [{ name: sessionLogOf(40), fileNames: [sessionLogOf(40)] }],
      failed: [
        { name: '2020-01-01-1000-studio-none.md', code: 'JOURNAL_STORE_LOG_NOT_FOUND' },
        { name: eventLogOf(40), code: 'JOURNAL_STORE_NAME_TAKEN' },
      ],
    });
  });
});
