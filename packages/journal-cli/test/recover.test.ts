import { join } from 'node:path';
import { readHostIdentity } from '@opta/journal-recovery';
import { describe, expect, it } from 'vitest';
import { makeFiles, namesIn, openStore, SESSIONS, START, snapshot } from './support/mended-journal.js';
import { runCommand } from './support/run-command.js';
import { HAS_TERMINAL, runInTerminal } from './support/run-in-terminal.js';

interface Left {
  session: string;
  startedAt?: number;
  /** Default: one that nobody has. */
  pid?: number;
  processStart?: string;
  machineId?: string;
  bootId?: string;
  /** Given: it recorded its end. */
  end?: { ended_at: string; duration_ms: number; status: string; reason: string };
}

/** What a runtime leaves that did not come to its end. @returns the name of its event log */
async function leaveSession(
  root: string,
  { session, startedAt = START, end, ...about }: Left,
): Promise<string> {
  const { bootId, machineId, pidNamespace } = await readHostIdentity();
  const log = await openStore(root).openEventLog({
    start: {
      session,
      segment: 1,
      formatVersion: 1,
      device: 'studio',
      user: 'ann',
      model: 'm',
      startedAt,
      timeZone: 'UTC',
      pid: 2 ** 30,
      processStart: '406641',
      ...(bootId === undefined ? {} : { bootId }),
      ...(machineId === undefined ? {} : { machineId }),
      ...(pidNamespace === undefined ? {} : { pidNamespace }),
      ...about,
      metadata: {},
    },
  });
  void log.append({ type: 'model_loaded', data: '{"model_id":"qwen3"}', time: startedAt + 5_000 });
  if (end !== undefined) {
    const data = JSON.stringify({ ...end, summary: null, ledger: null });
    void log.append({ type: 'journal_session_end', data, time: startedAt + 6_000 });
  }
  await log.close();
  return log.fileName;
}

async function makeJournal(): Promise<{ cwd: string; dead: string; living: string; foreign: string }> {
  const cwd = makeFiles({ '.git/HEAD': '' });
  const { processStart } = await readHostIdentity();
  return {
    cwd,
    dead: await leaveSession(cwd, { session: 'DEAD' }),
    living: await leaveSession(cwd, {
      session: 'LIVING',
      startedAt: START + 60_000,
      pid: process.pid,
      ...(processStart === undefined ? {} : { processStart }),
    }),
    foreign: await leaveSession(cwd, {
      session: 'FOREIGN',
      startedAt: START + 120_000,
      machineId: 'another-machine',
      bootId: 'another-boot',
    }),
  };
}

const SESSION_LOG = '2026-02-24-1000-studio-runtime-session.md';

function sessionLogs(root: string): string[] {
  return namesIn(join(root, SESSIONS)).filter((name) => name.endsWith('.md'));
}

describe('recover', () => {
  it('shows which sessions have no log, which live and why, and changes nothing unasked', async () => {
    const { cwd, dead, living, foreign } = await makeJournal();
    const before = snapshot(cwd);
    const { exitCode, stdout, stderr } = await runCommand(['recover'], { cwd });
    expect(exitCode).toBe(2);
    expect(stdout.split('\n')).toEqual([
      `finish  ${dead}  its process is gone`,
      `leave   ${living}  its process runs`,
      `leave   ${foreign}  it ran on another machine; if that one does not come back: --include-foreign`,
      '1 to finish, 1 running, 1 left for another reason.',
      '',
    ]);
    expect(stderr).toContain('JOURNAL_CLI_NOT_CONFIRMED');
    expect((await runCommand(['recover', '--dry-run'], { cwd })).exitCode).toBe(1);
    expect(snapshot(cwd)).toEqual(before);
  });

  it('writes the log of the dead one with --yes, and of no other', async () => {
    const { cwd } = await makeJournal();
    const { exitCode, stdout } = await runCommand(['recover', '--yes'], { cwd });
    expect(exitCode).toBe(0);
    expect(stdout).toContain(`\nwritten  ${SESSION_LOG}  killed\n`);
    expect(sessionLogs(cwd)).toEqual([SESSION_LOG]);
    const again = await runCommand(['recover', '--yes'], { cwd });
    expect(again).toMatchObject({ exitCode: 0, stderr: '' });
    expect(again.stdout).toMatch(/\n0 to finish, 1 running, 1 left for another reason\.\n$/);
  });

  it('gives JSON of the plan and of what was done', async () => {
    const { cwd, dead } = await makeJournal();
    const refused = await runCommand(['recover', '--json'], { cwd });
    expect(refused.exitCode).toBe(2);
    expect(JSON.parse(refused.stdout)).toMatchObject({
      schema: 'opta-journal.recover',
      plan: {
        recoverable: [{ session: 'DEAD', eventLog: dead, ended: 'killed' }],
        left: [{ reason: 'running' }, { reason: 'other-machine' }],
        failed: [],
      },
      report: null,
    });
    expect(sessionLogs(cwd)).toEqual([]);
    const done = await runCommand(['recover', '--json', '--yes'], { cwd });
    expect(JSON.parse(done.stdout).report).toMatchObject({
      recovered: [{ session: 'DEAD', fileName: SESSION_LOG, status: 'killed' }],
      failed: [],
    });
  });

  it('takes logs that say nothing of their program only with --include-legacy', async () => {
    const legacy = '2026-02-24-110000-elsewhere-events.jsonl';
    const line = { event_type: 'model_loaded', data: {}, timestamp: '2026-02-24T11:00:01+00:00' };
    const cwd = makeFiles({ '.git/HEAD': '', [`${SESSIONS}/${legacy}`]: `${JSON.stringify(line)}\n` });
    const left = await runCommand(['recover', '--yes'], { cwd });
    expect(left.stdout).toContain(`leave   ${legacy}  `);
    expect(left.stdout).toContain('--include-legacy');
    expect(left.exitCode, 'a session that is left unfinished ended with 0').toBe(1);
    expect(sessionLogs(cwd)).toEqual([]);
    const taken = await runCommand(['recover', '--yes', '--include-legacy'], { cwd });
    expect(taken.exitCode).toBe(0);
    expect(sessionLogs(cwd)).toHaveLength(1);
  });

  it('said that nothing tells how a session ended that had recorded an error', async () => {
    const cwd = makeFiles({ '.git/HEAD': '' });
    const eventLog = await leaveSession(cwd, {
      session: 'FAILED',
      end: { ended_at: '2026-02-24T10:00:06.000Z', duration_ms: 6_000, status: 'error', reason: 'boom' },
    });
    const plan = await runCommand(['recover', '--dry-run'], { cwd });
    expect(plan.stdout).toContain(`finish  ${eventLog}  it has recorded how it ended: error\n`);
    const json = await runCommand(['recover', '--json', '--yes'], { cwd });
    expect(JSON.parse(json.stdout)).toMatchObject({
      plan: { recoverable: [{ session: 'FAILED', ended: 'killed', status: 'error' }] },
      report: { recovered: [{ session: 'FAILED', status: 'error' }] },
    });
  });

  it.skipIf(!HAS_TERMINAL)('asks in a terminal', async () => {
    const { cwd } = await makeJournal();
    const question = 'Write this session log?';
    const no = await runInTerminal(['recover'], { cwd, answers: [{ after: question, keys: 'n' }] });
    expect(no.exitCode).toBe(1);
    expect(sessionLogs(cwd)).toEqual([]);
    const yes = await runInTerminal(['recover'], { cwd, answers: [{ after: question, keys: 'y' }] });
    expect(yes.exitCode).toBe(0);
    expect(sessionLogs(cwd)).toEqual([SESSION_LOG]);
  });
});
