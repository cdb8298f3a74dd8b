import { useEffect, useState } from 'preact/hooks';

/**
 * Now, as epoch milliseconds, that goes on in steps while the page is seen: what depends on it is renewed then.
 *
 * @param stepMs - milliseconds between two
 */
export function useNow(stepMs: number): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    let timer: ReturnType<typeof setInterval> | undefined;
    const goOn = () => setNow(Date.now());
    const look = () => {
      clearInterval(timer);
      if (!document.hidden) timer = setInterval(goOn, stepMs);
    };
    const comeBack = () => {
      look();
      if (!document.hidden) goOn();
    };
    look();
    document.addEventListener('visibilitychange', comeBack);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', comeBack);
    };
  }, [stepMs]);
  return now;
}
