import { useEffect } from 'preact/hooks';
import type { Resource } from './use-resource.js';

/**
 * Loads something again and again while the page is seen: a while after the last answer, so that a slow server is not
 * asked twice at once, and when the reader comes back to the page.
 *
 * @param everyMs - milliseconds from an answer to the next question
 */
export function useRefresh({ state, reload }: Resource<unknown> & { reload(): void }, everyMs: number): void {
  useEffect(() => {
    if (state === 'loading') return;
    const refresh = () => {
      if (!document.hidden) reload();
    };
    const timer = setTimeout(refresh, everyMs);
    document.addEventListener('visibilitychange', refresh);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', refresh);
    };
  }, [state, everyMs]);
}
