import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A line of an event log. */
export interface LoggedEvent {
  seq: number;
  event_type: string;
  data: Record<string, unknown>;
  feed_id?: string;
}

/** What is in a folder of session logs, read anew each time. */
export class LoggedFolder {
  constructor(readonly path: string) {}

  sessionLogs(): string[] {
    return this.#names(/-runtime-session(?:-\d+)?\.md$/);
  }

  eventLogs(): string[] {
    return this.#names(/-events(?:-\d+)?\.jsonl$/);
  }

  read(name: string): string {
    return readFileSync(join(this.path, name), 'utf8');
  }

  /** Every whole line of all event logs. */
  events(): LoggedEvent[] {
    return this.eventLogs().flatMap((name) => {
      const lines = this.read(name).split('\n');
      // The last one is empty, or cut by a kill.
      return lines.slice(0, -1).map((line): LoggedEvent => JSON.parse(line));
    });
  }

  types(): string[] {
    return this.events().map(({ event_type }) => event_type);
  }

  /** The session that each session log is of. */
  sessions(): string[] {
    return this.sessionLogs().map((name) => /^session: "(\w+)"$/m.exec(this.read(name))?.[1] ?? '(none)');
  }

  #names(pattern: RegExp): string[] {
    return existsSync(this.path)
      ? readdirSync(this.path)
          .filter((name) => pattern.test(name))
          .sort()
      : [];
  }
}
