import type { Terminal } from '../terminal/terminal.js';

/** Says what went wrong and what to do about it; as JSON where the command was to print JSON. */
export async function describeFailure(terminal: Terminal, error: unknown, isJson: boolean): Promise<void> {
  const { message, code, fix } = error as { message?: string; code?: unknown; fix?: unknown };
  const isCoded = typeof code === 'string' && code.startsWith('JOURNAL_');
  if (isJson) {
    const about = { code: isCoded ? code : 'JOURNAL_CLI_UNEXPECTED', message: message ?? String(error) };
    await terminal.complain(JSON.stringify(typeof fix === 'string' ? { ...about, fix } : about));
    return;
  }
  await terminal.complain(`opta-journal: ${message ?? String(error)}`);
  if (isCoded && typeof fix === 'string') await terminal.complain(`  ${fix} (${code})`);
  // A mistake of ours: where it happened helps whoever reports it.
  if (!isCoded && error instanceof Error && error.stack !== undefined) {
    await terminal.complain(error.stack.split('\n').slice(1).join('\n'));
  }
}
