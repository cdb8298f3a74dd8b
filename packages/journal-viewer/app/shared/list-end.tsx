import type { ComponentChildren } from 'preact';
import { Empty, Failure, Loading } from './notices.js';

export interface ListEndProps {
  pages: { isLoading: boolean; error?: Error; reload(): void };
  /** What one line of the list shows: `session`. */
  noun: string;
  /** Lines that are shown. */
  count: number;
  isFiltered: boolean;
  /** Says how many there are, where there are some. */
  status: string;
  /** What to do where filters leave none. */
  advice: string;
  /** How the first one comes about. */
  children: ComponentChildren;
}

/** What stands below a listing: how many there are, that more are on their way, what failed, or why there are none. */
export function ListEnd({ pages, noun, count, isFiltered, status, advice, children }: ListEndProps) {
  const { isLoading, error, reload } = pages;
  if (error !== undefined) return <Failure what="The list" error={error} onRetry={reload} />;
  if (isLoading && count === 0) return <Loading what={`${noun}s`} />;
  if (count > 0) {
    return (
      <p class="hint" role="status">
        {status}
      </p>
    );
  }
  return isFiltered ? (
    <Empty title={`No ${noun} is like that`}>{advice}</Empty>
  ) : (
    <Empty title={`There are no ${noun}s yet`}>{children}</Empty>
  );
}
