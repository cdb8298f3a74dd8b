import type { RuntimeJournal, UpdateLogInput } from '@opta/journal-runtime';
import type { ServerBus, ServerEvent } from '../server-bus.js';
import { updateForEvent } from './update-inputs.js';

/** Writes the update logs of the server. A failure never reaches whoever caused the change. */
export interface UpdateLogDesk {
  /** Resolves when it is on the disk, or could not be written: the journal reports that. */
  write(input: UpdateLogInput): Promise<void>;
  /** Stop listening to the bus, and wait for what is being written. */
  close(): Promise<void>;
}

/** For a replay: what the events tell of happened elsewhere, and was logged there. */
export const NO_UPDATE_LOGS: UpdateLogDesk = { write: async () => undefined, close: async () => undefined };

export function createUpdateLogDesk(
  journal: Pick<RuntimeJournal, 'config' | 'writeUpdateLog'>,
  bus: ServerBus,
): UpdateLogDesk {
  const pending = new Set<Promise<unknown>>();

  async function write(input: UpdateLogInput): Promise<void> {
    if (!journal.config.enabled) return;
    const writing = journal.writeUpdateLog(input);
    pending.add(writing);
    await writing;
    pending.delete(writing);
  }

  function onEvent(event: ServerEvent): void {
    const input = updateForEvent(event);
    if (input !== undefined) void write(input);
  }

  bus.on('event', onEvent);
  return {
    write,
    close: async () => {
      bus.off('event', onEvent);
      await Promise.all(pending);
    },
  };
}
