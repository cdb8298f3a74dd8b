import type { ComponentChildren } from 'preact';
import { ApiError } from '../api/client.js';

/** Says that something is on its way. What stands below it on a page may wait, so that it does not jump. */
export function Loading({ what }: { what: string }) {
  return (
    <p class="notice loading" role="status">
      Loading {what} …
    </p>
  );
}

/** Says that there is nothing, and what to do about it. */
export function Empty({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <div class="notice empty">
      <h2>{title}</h2>
      <p>{children}</p>
    </div>
  );
}

/** HTTP: the server has been given no such part. */
const NOT_MOUNTED = 501;

/** Says what failed, and lets the reader try again; or what the server lacks, and what its owner has to do. */
export function Failure({ what, error, onRetry }: { what: string; error: Error; onRetry?: () => void }) {
  if (error instanceof ApiError && error.status === NOT_MOUNTED) {
    return <Empty title={`${what}: not on this server`}>{error.message}</Empty>;
  }
  return (
    <div class="notice failure" role="alert">
      <h2>{what} cannot be shown</h2>
      <p>{error.message}</p>
      {onRetry && (
        <button type="button" onClick={onRetry}>
          Try again
        </button>
      )}
    </div>
  );
}
