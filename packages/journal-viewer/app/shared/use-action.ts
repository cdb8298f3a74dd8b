import { useState } from 'preact/hooks';

/** Something that the reader lets the server do, once at a time. */
export function useAction<Result>(act: () => Promise<Result>, onDone: (result: Result) => void) {
  const [isRunning, setRunning] = useState(false);
  const [error, setError] = useState<Error>();
  const run = async (): Promise<void> => {
    if (isRunning) return;
    setRunning(true);
    setError(undefined);
    try {
      onDone(await act());
    } catch (failure) {
      setError(failure as Error);
    } finally {
      setRunning(false);
    }
  };
  return { run, isRunning, error };
}
