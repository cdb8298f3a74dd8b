import { JOURNAL_CLI_ERRORS } from '../errors.js';
import type { Terminal } from '../terminal/terminal.js';

/** For codes whose errors bring no fix of their own: their messages say it. */
const FIX_IN_MESSAGE = 'Do what the message says.';

/** Says what went wrong and what to do about it; as JSON where the command was to print JSON. */
export async function describeFailure(terminal: Terminal, error: unknown, isJson: boolean): Promise<void> {
  const { code, message, fix, isForeseen } = describe(error);
  if (isJson) {
    await terminal.complain(JSON.stringify({ code, message, fix }));
    return;
  }
  await terminal.complain(`opta-journal: ${message}`);
  await terminal.complain(`  ${fix} (${code})`);
  // A mistake of ours: where it happened helps whoever reports it.
  if (!isForeseen && error instanceof Error && error.stack !== undefined) {
    await terminal.complain(error.stack.split('\n').slice(1).join('\n'));
  }
}

function describe(error: unknown): { code: string; message: string; fix: string; isForeseen: boolean } {
  const { message = String(error), code, fix } = error as { message?: string; code?: unknown; fix?: unknown };
  if (typeof code !== 'string' || !code.startsWith('JOURNAL_')) {
    const { fix: report } = JOURNAL_CLI_ERRORS.JOURNAL_CLI_UNEXPECTED;
    return { code: 'JOURNAL_CLI_UNEXPECTED', message, fix: report, isForeseen: false };
  }
  return { code, message, fix: typeof fix === 'string' ? fix : FIX_IN_MESSAGE, isForeseen: true };
}
