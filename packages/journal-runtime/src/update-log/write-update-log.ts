import type { FileSystem } from '@opta/journal-fs';
import { type LoadJournalingConfigOptions, loadJournalingConfig } from '../config/load-journaling-config.js';
import { createConfiguredStore } from '../create-configured-store.js';
import { disabledError } from '../disabled-error.js';
import { createJournalRedaction } from '../redaction/journal-redaction.js';
import { withoutSecrets } from '../redaction/without-secrets.js';
import type { CodedError } from '../runtime-journal.js';
import { writeErrorLine } from '../write-error-line.js';
import { createUpdateLogWriter, type WrittenUpdateLog } from './create-update-log-writer.js';
import type { UpdateLogInput } from './update-log-input.js';

export interface WriteUpdateLogOptions extends LoadJournalingConfigOptions {
  /** Epoch milliseconds. Default `Date.now`. */
  clock?: () => number;
  /** Default: Node's. */
  fileSystem?: FileSystem;
  /** Told what went wrong after the log was published, such as bookkeeping. Default: a line on stderr. */
  onError?: (error: unknown) => void;
}

/**
 * Write one numbered update log, without a runtime journal.
 *
 * @param input at least a `summary`; see `UpdateLogInput`
 * @returns id, number, path and file name of the log, which is safely on the disk
 * @throws {JOURNAL_RUNTIME_CONFIG_INVALID} when the configuration cannot be used
 * @throws {JOURNAL_RUNTIME_DISABLED} when journaling is switched off
 * @throws {JOURNAL_RUNTIME_UPDATE_LOG_INVALID} with everything that is wrong with the input
 * @throws {JOURNAL_RUNTIME_PUBLISH_FAILED} and the codes of journal-ids and journal-store
 * @example
 * const { fileName } = await writeUpdateLog({ title: 'Sync CLI', summary: 'Pulled and built.' });
 * // '200_2026-02-23_sync-cli.md'
 */
export async function writeUpdateLog(
  input: UpdateLogInput,
  options: WriteUpdateLogOptions = {},
): Promise<WrittenUpdateLog> {
  const config = loadJournalingConfig(options);
  if (!config.enabled) throw disabledError();
  const { clock, fileSystem } = options;
  const store = createConfiguredStore(config, fileSystem);
  const onError = options.onError ?? writeErrorLine;
  const redaction = createJournalRedaction(config, onError);
  const writer = createUpdateLogWriter({
    config,
    store,
    redaction,
    clock,
    fileSystem,
    repositoryDirectory: options.baseDirectory ?? process.cwd(),
    onError,
  });
  try {
    return await writer.write(input);
  } catch (error) {
    throw withoutSecrets(error as CodedError, redaction);
  } finally {
    await writer.close();
  }
}
