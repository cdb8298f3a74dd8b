import { ulid } from 'ulid';
import type { LoadJournalingConfigOptions } from '../config/load-journaling-config.js';
import { createJournalRedaction, type JournalRedaction } from '../redaction/journal-redaction.js';
import { withoutSecrets } from '../redaction/without-secrets.js';
import type { CodedError } from '../runtime-journal.js';
import { shown } from '../shown.js';
import { toCodedError } from '../to-coded-error.js';
import { writeErrorLine } from '../write-error-line.js';
import type { WrittenUpdateLog } from './create-update-log-writer.js';
import { type FanOutTarget, invalidFanOut, isConfig, resolveTargets } from './fan-out-targets.js';
import { type FanOutContext, fanOutToTarget, type LinkedLog } from './fan-out-to-target.js';
import { readUpdateLogInput, type UpdateLogInput } from './update-log-input.js';
import type { WriteUpdateLogOptions } from './write-update-log.js';

const ID = /^[A-Za-z0-9._-]{1,100}$/;

export interface FanOutOptions extends Omit<WriteUpdateLogOptions, 'baseDirectory'> {
  /**
   * What links the logs: 1 to 100 letters, digits, dots, hyphens and underscores. That of an earlier call finishes what
   * is missing of it. Default: a new one.
   */
  id?: string;
  /** Once it is aborted, no further target is tried. */
  signal?: AbortSignal;
}

export interface FanOutDone extends WrittenUpdateLog {
  target: FanOutTarget;
  /** What the target is called. */
  name: string;
  /** True where the log was there already, from an earlier call. */
  existed: boolean;
}

export interface FanOutFailure {
  target: FanOutTarget;
  name: string;
  error: CodedError;
}

/** What has become of every target. */
export interface FanOutReport {
  /** Stands as `fan_out` in the frontmatter of every log, and finishes the rest: see `FanOutOptions.id`. */
  id: string;
  /** Whether every target has its log. */
  isComplete: boolean;
  done: FanOutDone[];
  failed: FanOutFailure[];
  notTried: FanOutTarget[];
  /** The targets that failed or were not tried, for a further call with `id`. */
  remaining: FanOutTarget[];
}

/**
 * Write one update log in each of several repositories, linked by one id. A target that fails does not stop the others.
 *
 * A second call with the same `id` finishes what is missing and writes nothing twice, also after the first one was
 * killed, and also while it runs: before a log is written its number is claimed for the id, and a log that bears the id
 * is found wherever it stands in the folder. For that, choose the id and keep it before the first call.
 *
 * @param targets folders of repositories, or `{ directory, name?, file?, config?, input? }`
 * @param input at least a `summary`; see `UpdateLogInput`
 * @returns which targets are done, which failed and why, and which were not tried
 * @throws {JOURNAL_RUNTIME_FAN_OUT_INVALID} with everything that is wrong with the targets or the id
 * @throws {JOURNAL_RUNTIME_UPDATE_LOG_INVALID} with everything that is wrong with the input
 * @remarks A folder whose `.opta-journal` is removed between a kill and the second call may get a gap in its numbers,
 *   and still no second log.
 * @example
 * const report = await fanOutUpdateLog(['../cli', '../lmx'], { summary: 'Synced both.' }, { id });
 * if (!report.isComplete) await fanOutUpdateLog(report.remaining, { summary: 'Synced both.' }, { id });
 */
export async function fanOutUpdateLog(
  targets: readonly (string | FanOutTarget)[],
  input: UpdateLogInput,
  options: FanOutOptions = {},
): Promise<FanOutReport> {
  const id = options.id ?? ulid();
  const resolved = resolveTargets(targets, configOptions(options));
  const onError = options.onError ?? writeErrorLine;
  const first = resolved.map(({ config }) => config).find(isConfig);
  if (first !== undefined) {
    const inputs = resolved.map(({ target }) => inputOf(target, input));
    assertUsable(id, inputs, createJournalRedaction(first, onError));
  }
  const report: FanOutReport = {
    id,
    isComplete: false,
    done: [],
    failed: [],
    notTried: [],
    remaining: [],
  };
  for (const { target, name, config } of resolved) {
    if (options.signal?.aborted === true) {
      report.notTried.push(target);
      continue;
    }
    const outcome = isConfig(config)
      ? await tryTarget(inputOf(target, input), {
          ...options,
          fanOut: id,
          isNew: options.id === undefined,
          config,
          onError,
          repositoryDirectory: target.directory,
        })
      : config;
    if (outcome instanceof Error) report.failed.push({ target, name, error: outcome });
    else report.done.push({ target, name, ...outcome });
  }
  report.remaining = [...report.failed.map(({ target }) => target), ...report.notTried];
  report.isComplete = report.remaining.length === 0;
  return report;
}

function configOptions({ file, config, environment }: FanOutOptions): LoadJournalingConfigOptions {
  return {
    ...(file === undefined ? {} : { file }),
    ...(config === undefined ? {} : { config }),
    ...(environment === undefined ? {} : { environment }),
  };
}

function inputOf(target: FanOutTarget, input: UpdateLogInput): UpdateLogInput {
  return target.input === undefined ? input : { ...input, ...target.input };
}

/** Before anything is written, so that a mistake does not leave half of the logs. */
function assertUsable(id: unknown, inputs: readonly UpdateLogInput[], redaction: JournalRedaction): void {
  if (typeof id !== 'string' || !ID.test(id)) {
    throw invalidFanOut([
      `id = ${shown(redaction.redact(id))} is not 1 to 100 letters, digits, ".", "-" and "_"`,
    ]);
  }
  if (redaction.redactText(id) !== id) {
    throw invalidFanOut(['the id looks like a secret, which no log may hold: take a UUID or a ULID']);
  }
  try {
    for (const input of inputs) readUpdateLogInput(redaction.redact(input));
  } catch (error) {
    throw withoutSecrets(error as CodedError, redaction);
  }
}

async function tryTarget(input: UpdateLogInput, context: FanOutContext): Promise<LinkedLog | CodedError> {
  const redaction = createJournalRedaction(context.config, context.onError);
  try {
    return await fanOutToTarget(readUpdateLogInput(redaction.redact(input)), context);
  } catch (error) {
    const coded = toCodedError(error, 'Writing the update log', 'JOURNAL_RUNTIME_PUBLISH_FAILED');
    return withoutSecrets(coded, redaction);
  }
}
