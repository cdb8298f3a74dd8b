const ERRNO = /^E[A-Z0-9]+$/;

/**
 * The errno behind an error: its own `code` or that of the nearest cause, `ENOSPC` for instance.
 *
 * @param error - Anything that was thrown.
 * @returns The errno's name, or undefined if no error of the system is behind it.
 *
 * @example
 * ```ts
 * import { errnoOf } from '@opta/journal-fs';
 *
 * const full = new Error('cannot publish', { cause: Object.assign(new Error(), { code: 'ENOSPC' }) });
 * console.log(errnoOf(full)); // ENOSPC
 * ```
 */
export function errnoOf(error: unknown): string | undefined {
  const seen = new Set<unknown>();
  for (let current = error; current instanceof Error && !seen.has(current); current = current.cause) {
    seen.add(current);
    const { code } = current as { code?: unknown };
    if (typeof code === 'string' && ERRNO.test(code)) return code;
  }
  return undefined;
}
