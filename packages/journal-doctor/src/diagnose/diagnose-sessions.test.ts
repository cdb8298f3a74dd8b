import { utimesSync } from 'node:fs';
import { join } from 'node:path';
import { JournalRecoveryError, type RecoveryPlan } from '@opta/journal-recovery';
import { describe, expect, it } from 'vitest';
import { findFindings } from '../../test/find-findings.js';
import { EVENT_LOG, SESSION_LOG } from '../../test/log-names.js';
import { eventLines, sessionText } from '../../test/log-texts.js';
import { makeJournal, NOW } from '../../test/new-journal.js';
import type { Finding } from '../finding.js';
import { repair } from '../repair/repair.js';
import { diagnose } from './diagnose.js';

const ORPHAN = 'event-log-without-session-log';

describe('sessions', () => {
  it('finds an event log without a session log, and says if it may be in use', async () => {
    const journal = makeJournal({ [`sessions/${EVENT_LOG}`]: eventLines(['model_loaded']) });
    const path = join(journal.sessions, EVENT_LOG);
    utimesSync(path, NOW / 1000 - 10, NOW / 1000 - 10);
    const [inUse] = await findFindings(journal, 'event-log-without-session-log');
    expect(inUse?.facts).toMatchObject({ isInUse: true });
    utimesSync(path, NOW / 1000 - 3600, NOW / 1000 - 3600);
    expect(
      (await diagnose(journal.options)).map(({ code, files, facts }) => ({ code, files, facts })),
    ).toEqual([
      {
        code: 'event-log-without-session-log',
        files: [EVENT_LOG],
        facts: { isInUse: false, modifiedAt: NOW - 3_600_000, recovery: 'due' },
      },
    ]);
  });

  it('said of an event log that a repair leaves that the repair mends it', async () => {
    const journal = makeJournal({
      [`sessions/${EVENT_LOG}`]: eventLines(['model_loaded']).replace(/^.*\n/, ''),
    });
    const options = { store: journal.store, timeZone: 'UTC', device: 'studio' };
    const look = async () => (await diagnose(options)).find(({ code }) => code === ORPHAN) as Finding;
    const grown = await look();
    expect(grown.facts).toMatchObject({ recovery: 'grown-lately' });
    expect(grown.fix).toMatch(/^If its program does not run any more: `recover` with `includeLegacy`\./);
    expect((await repair([grown], options)).done).toEqual([]);
    utimesSync(join(journal.sessions, EVENT_LOG), 1000, 1000);
    const due = await look();
    expect(due.fix).toBe('Recover it. `repair` does it.');
    expect((await repair([due], options)).done).toMatchObject([{ outcome: 'done' }]);
    expect(await diagnose(options)).toEqual([]);
  });

  it.each([
    ['running', 'info', /^Nothing: its program writes the log when it ends\.$/],
    ['other-machine', 'info', /`recover` with `includeForeign`/],
    ['other-device', 'warning', /`recover` with `includeLegacy`\. `repair` leaves it\.$/],
    ['heard-lately', 'warning', /`repair` does it once .* Ask again in 3 min\.$/],
  ] as const)('tells what ends the wait for a session that is left as %s', async (reason, severity, fix) => {
    const journal = makeJournal({ [`sessions/${EVENT_LOG}`]: eventLines([]) });
    const wait = reason === 'heard-lately' ? { retryAfterMs: 121_000 } : {};
    const left = [{ session: 's1', eventLog: EVENT_LOG, reason, ...wait }];
    const planRecovery = async () => ({ recoverable: [], left, failed: [] });
    const [finding] = await diagnose({ ...journal.options, planRecovery });
    expect(finding).toMatchObject({ code: ORPHAN, severity, facts: { recovery: reason } });
    expect(finding?.fix).toMatch(fix);
  });

  it('passes on why a session cannot be recovered, and is silent of one that got its log meanwhile', async () => {
    const journal = makeJournal({ [`sessions/${EVENT_LOG}`]: eventLines([]) });
    const error = new JournalRecoveryError('JOURNAL_RECOVERY_FAILED', 'The disk is broken.');
    const failed = [{ eventLog: EVENT_LOG, error }];
    const diagnoseWith = (plan: Partial<RecoveryPlan>) =>
      diagnose({
        ...journal.options,
        planRecovery: async () => ({ recoverable: [], left: [], failed: [], ...plan }),
      });
    expect(await diagnoseWith({ failed })).toMatchObject([
      {
        message: `No session log belongs to "${EVENT_LOG}". The disk is broken.`,
        facts: { recovery: 'failed' },
      },
    ]);
    expect(await diagnoseWith({})).toEqual([]);
  });

  it('finds a session log whose event log is gone', async () => {
    const journal = makeJournal({
      [`sessions/${SESSION_LOG}`]: sessionText({ session: 's1', eventLog: EVENT_LOG }),
    });
    expect(await diagnose(journal.options)).toMatchObject([
      { code: 'event-log-gone', files: [SESSION_LOG], facts: { eventLog: EVENT_LOG } },
    ]);
  });

  it('finds two session logs of one session', async () => {
    const text = sessionText({ session: 's1', eventLog: EVENT_LOG });
    const second = SESSION_LOG.replace('.md', '-2.md');
    const files = { [`sessions/${EVENT_LOG}`]: eventLines([]), [`sessions/${SESSION_LOG}`]: text };
    const same = makeJournal({ ...files, [`sessions/${second}`]: text });
    expect(await diagnose(same.options)).toMatchObject([
      {
        code: 'session-logs-duplicate',
        files: [SESSION_LOG, second],
        facts: { session: 's1', isSame: true },
      },
    ]);
    const other = makeJournal({ ...files, [`sessions/${second}`]: `${text}\n` });
    expect(await diagnose(other.options)).toMatchObject([{ facts: { isSame: false } }]);
  });

  it('finds damaged lines with their place, and bounds how many it names', async () => {
    const lines = eventLines(Array.from({ length: 50 }, () => 'model_loaded')).split('\n');
    const damaged = lines
      .map((line, index) => (index > 0 && index < 31 ? line.slice(0, -1) : line))
      .join('\n');
    const journal = makeJournal({
      [`sessions/${EVENT_LOG}`]: `${damaged}{"seq":52,`,
      [`sessions/${SESSION_LOG}`]: sessionText({ session: 's1', eventLog: EVENT_LOG }),
    });
    const [broken, unfinished] = await diagnose(journal.options);
    expect(broken).toMatchObject({
      code: 'event-log-damaged',
      files: [EVENT_LOG],
      facts: { count: 30, records: 21 },
    });
    expect(broken?.code === 'event-log-damaged' && broken.facts.places).toHaveLength(20);
    expect(broken?.code === 'event-log-damaged' && broken.facts.places[0]).toMatchObject({
      byteOffset: (lines[0]?.length ?? 0) + 1,
      lineNumber: 2,
    });
    expect(unfinished).toMatchObject({ code: 'event-log-unfinished', facts: { bytes: 10 } });
  });
});
