import { type RecoveryOptions, recover } from '@opta/journal-recovery';
import type { JournalStore } from '@opta/journal-store';

/** @throws where a session was left alone or could not be finished */
export async function recoverAll(store: JournalStore, options: RecoveryOptions): Promise<void> {
  const { failed, left } = await recover(store, { includeLegacy: true, ...options });
  if (failed[0] !== undefined) throw failed[0].error;
  if (left[0] !== undefined) throw new Error(`${left[0].eventLog} was left alone: ${left[0].reason}`);
}
