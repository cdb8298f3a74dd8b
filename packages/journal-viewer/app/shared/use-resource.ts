import { useEffect, useState } from 'preact/hooks';
import { signedIn } from '../api/client.js';

export type Resource<Value> =
  | { state: 'loading'; value?: Value; error?: Error }
  | { state: 'ready'; value: Value; error?: never }
  | { state: 'failed'; error: Error; value?: Value };

/**
 * Something that is loaded when it is first shown, and anew when what it depends on changes or somebody signs in. What
 * was there before stays while it is loaded again.
 *
 * @param load - gets a signal that is aborted when nobody wants the answer any more
 * @param on - values on which it depends
 */
export function useResource<Value>(
  load: (signal: AbortSignal) => Promise<Value>,
  on: readonly unknown[],
): Resource<Value> & { reload(): void } {
  const [resource, setResource] = useState<Resource<Value>>({ state: 'loading' });
  const [turn, setTurn] = useState(0);
  const key = signedIn.value;
  useEffect(() => {
    const abort = new AbortController();
    setResource((last) => ({ ...last, state: 'loading' }));
    load(abort.signal).then(
      (value) => {
        if (!abort.signal.aborted) setResource({ state: 'ready', value });
      },
      (error: Error) => {
        if (!abort.signal.aborted) {
          setResource(({ value }) => ({ state: 'failed', error, ...(value === undefined ? {} : { value }) }));
        }
      },
    );
    return () => abort.abort();
  }, [...on, turn, key]);
  return { ...resource, reload: () => setTurn((last) => last + 1) };
}
