import type { JournalRedaction } from './redaction/journal-redaction.js';
import { withoutSecrets } from './redaction/without-secrets.js';
import type { CodedError, JournalStatus } from './runtime-journal.js';
import { toCodedError } from './to-coded-error.js';
import { writeErrorLine } from './write-error-line.js';

export interface ErrorReportOptions {
  onError?: ((error: CodedError) => void) | undefined;
  clock?: (() => number) | undefined;
  redaction: JournalRedaction;
}

export interface ErrorReport {
  /** Remember a failure and tell the host; never throws. */
  report(error: unknown): void;
  readonly last: { error: CodedError; shown: NonNullable<JournalStatus['lastError']> } | undefined;
}

/**
 * Where every failure goes. A host's `onError` hears each; without one, stderr gets one line, and not the
 * same line again while nothing else has failed.
 */
export function createErrorReport(options: ErrorReportOptions): ErrorReport {
  const clock = options.clock ?? Date.now;
  let last: ErrorReport['last'];
  let lineWritten: string | undefined;

  function tellHost(error: CodedError): void {
    if (options.onError !== undefined) {
      options.onError(error);
      return;
    }
    if (error.message === lineWritten) return;
    lineWritten = error.message;
    writeErrorLine(error);
  }

  return {
    get last() {
      return last;
    },
    report(error) {
      try {
        const coded = withoutSecrets(toCodedError(error, 'The journal'), options.redaction);
        const { code, message, fix } = coded;
        last = { error: coded, shown: { code, message, ...(fix === undefined ? {} : { fix }), at: clock() } };
        tellHost(coded);
      } catch {
        // onError is the last one to be told; there is nobody left to tell that it threw.
      }
    },
  };
}
