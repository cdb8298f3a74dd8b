import { join } from 'node:path';
import {
  claimFile,
  ensureDirectory,
  ensureStateDirectory,
  type FileProgram,
  readRegularFile,
} from '@opta/journal-fs';
import { MAX_CLAIM_BYTES } from '../constants.js';
import { parseState } from '../session/parse-state.js';
import { stateFileName, statePaths } from '../session/state-paths.js';

/**
 * Program: the text from which the session log is named, the same for all that publish it at this moment. The
 * first one decides, and is helped by the others: whoever dies in between holds nobody up.
 *
 * @param summary - the text that we would take
 * @returns the text to take; the claim stays until it is removed
 */
export function* agreeOnSummary(
  sessionLogsDir: string,
  session: string,
  summary: string,
): FileProgram<string> {
  const name = stateFileName(session);
  // Only logs of others have such identifiers; their text never differs.
  if (name === undefined) return summary;
  const { endings } = statePaths(sessionLogsDir);
  const { temporary } = yield* ensureStateDirectory(sessionLogsDir);
  yield* ensureDirectory(endings);
  const content = JSON.stringify({ summary });
  for (;;) {
    const isOurs = yield* claimFile({
      directory: endings,
      name,
      content,
      temporaryDirectory: temporary,
      sync: false,
    });
    if (isOurs) return summary;
    const claimed = yield* readRegularFile(join(endings, name), MAX_CLAIM_BYTES);
    // Gone: whoever had it has published, and removed it at this moment.
    if (claimed !== undefined) return parse(claimed) ?? summary;
  }
}

/** An unfinished claim, as a power cut may leave it, says nothing. */
function parse(bytes: Uint8Array): string | undefined {
  const summary = (parseState(bytes) as { summary?: unknown } | null | undefined)?.summary;
  return typeof summary === 'string' ? summary : undefined;
}
