import { DemoError } from './demo-error.js';

/** Whether the person who started the server can mend it: its message is enough, and nobody needs its stack. */
export function isUserError(error: unknown): error is Error {
  if (error instanceof DemoError) return true;
  return (
    error instanceof Error && 'code' in error && String(error.code).startsWith('JOURNAL_RUNTIME_CONFIG_')
  );
}
