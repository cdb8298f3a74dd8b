import { mkdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { createRuntimeJournal, type RuntimeJournal, type UpdateLogInput } from '@opta/journal-runtime';

/** An event of a fixture; `after` is in seconds since the session began. */
export interface SampleEvent {
  after: number;
  type: string;
  data?: Record<string, unknown>;
}

export interface SampleSession {
  startedAt: string;
  device?: string;
  model?: string;
  user?: string;
  summary?: string;
  events?: readonly SampleEvent[];
  notes?: readonly string[];
}

/** Names of the files of a session. */
export interface WrittenSession {
  session: string;
  log: string;
  eventLog: string;
}

/** Two log folders, written by the journal itself. */
export class JournalFolder {
  readonly path: string;
  readonly sessionLogsDir: string;
  readonly updateLogsDir: string;

  /** @param path - of an empty folder; the caller removes it */
  constructor(path: string) {
    this.path = path;
    this.sessionLogsDir = join(path, '12-Session-Logs');
    this.updateLogsDir = join(path, 'updates');
  }

  /** A journal on these folders that has not started. */
  journal(device = 'studio'): RuntimeJournal {
    return createRuntimeJournal(
      {
        sessionLogsDir: this.sessionLogsDir,
        updateLogsDir: this.updateLogsDir,
        timezone: 'UTC',
        device,
        author: 'ann',
        retentionMode: 'off',
      },
      { recover: false, environment: {} },
    );
  }

  /** Writes the logs of a session that is over. */
  async writeSession(sample: SampleSession): Promise<WrittenSession> {
    const { startedAt, device, model = 'opta-lmx/0.1.0', user = 'ann', summary = 'evening' } = sample;
    const journal = this.journal(device);
    const started = await journal.start({ startedAt, model, user });
    if (!started.ok) throw started.error;
    for (const { after, type, data = {} } of sample.events ?? []) {
      journal.record({ type, data, time: Date.parse(startedAt) + after * 1_000 });
    }
    for (const note of sample.notes ?? []) journal.note('note', note);
    const finalized = await journal.finalize({ summary });
    if (!finalized.ok) throw finalized.error;
    return {
      session: started.session,
      log: finalized.fileName,
      eventLog: basename(started.eventLog ?? ''),
    };
  }

  /** Leaves of a session what a killed process leaves: an event log without its last record, and no session log. */
  leaveKilled({ log, eventLog }: WrittenSession): void {
    rmSync(join(this.sessionLogsDir, log));
    const path = join(this.sessionLogsDir, eventLog);
    const lines = readFileSync(path, 'utf8').split('\n').slice(0, -2);
    // Its process is none of this machine's.
    const text = lines.join('\n').replace(/"pid":\d+/, '"pid":4194305');
    writeFileSync(path, `${text}\n`);
    // The file's time is when it was last alive.
    const { timestamp_unix: lastAlive } = JSON.parse(lines.at(-1) as string);
    utimesSync(path, lastAlive, lastAlive);
  }

  /** Writes update logs, numbered as they come. @returns the names of their files */
  async writeUpdates(inputs: readonly UpdateLogInput[]): Promise<string[]> {
    const journal = this.journal();
    const names: string[] = [];
    for (const input of inputs) {
      const written = await journal.writeUpdateLog({ ...input, category: 'sync' });
      if (!written.ok) throw written.error;
      names.push(written.fileName);
    }
    return names;
  }

  /** Puts a file there as another program would. */
  put(name: string, text: string): void {
    const path = join(this.path, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
}
