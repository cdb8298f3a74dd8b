import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { parseSessionLog } from '@opta/journal-format/parse';
import { createJournalStore } from '@opta/journal-store';

interface RuntimeEnd {
  emitted: number;
  ledger: { emitted: number; written: number; skipped: number; refused: number; dropped: number };
  exceptions: number;
  sessionLog?: string;
  eventLog?: string;
  finalized: boolean;
}

/** What `hosts/runtime-host.ts` printed last. */
export function readRuntimeEnd(lines: readonly string[]): RuntimeEnd {
  const line = lines.find((one) => one.startsWith('end '));
  if (line === undefined) throw new Error(`the host printed no end: ${lines.slice(-3).join(' / ')}`);
  return JSON.parse(line.slice('end '.length));
}

/**
 * Checks the books of a runtime: nothing thrown, every event accounted for, as many events in the event log as the
 * ledger says were written, and the same number in the session log.
 */
export async function checkRuntimeEnd(end: RuntimeEnd, emitted: number): Promise<void> {
  const { ledger, exceptions, sessionLog, eventLog, finalized } = end;
  if (exceptions > 0) throw new Error(`${exceptions} exceptions reached the host`);
  if (ledger.emitted !== emitted)
    throw new Error(`${emitted} events were emitted, the ledger has ${ledger.emitted}`);
  const sum = ledger.written + ledger.skipped + ledger.refused + ledger.dropped;
  if (sum !== emitted) throw new Error(`the ledger does not add up: ${JSON.stringify(ledger)}`);
  if (!finalized || sessionLog === undefined || eventLog === undefined) return;
  const inLog = await countEvents(eventLog);
  if (inLog !== ledger.written)
    throw new Error(`${ledger.written} events count as written, ${inLog} are in the log`);
  const counts = parseSessionLog(readFileSync(sessionLog, 'utf8')).eventCounts ?? [];
  const told = counts.reduce((total, { count }) => total + count, 0);
  if (told !== inLog)
    throw new Error(`the session log tells of ${told} events, ${inLog} are in the event log`);
}

async function countEvents(eventLog: string): Promise<number> {
  const folder = dirname(eventLog);
  const store = createJournalStore({
    sessionLogsDir: folder,
    updateLogsDir: join(folder, 'updates'),
    timeZone: 'UTC',
  });
  let count = 0;
  for await (const record of store.readEvents(basename(eventLog))) {
    if (record.kind === 'record' && !record.eventType.startsWith('journal_')) count += 1;
    if (record.kind === 'damaged') throw new Error(`damage at byte ${record.byteOffset}: ${record.reason}`);
  }
  return count;
}
