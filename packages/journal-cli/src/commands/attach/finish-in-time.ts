import type { FinalizeResult, RuntimeJournal } from '@opta/journal-runtime';

/** Milliseconds in which a session must be finished: who manages services soon takes a slow one for one that hangs. */
const TIME_LIMIT_MS = 2_000;

/** Finishes the session of a journal; undefined where the disk takes too long for it. */
export async function finishInTime(journal: RuntimeJournal): Promise<FinalizeResult | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, TIME_LIMIT_MS, undefined);
  });
  const finished = await Promise.race([journal.finalize(), limit]);
  clearTimeout(timer);
  return finished;
}
