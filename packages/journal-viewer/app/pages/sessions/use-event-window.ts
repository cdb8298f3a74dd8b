import { useEffect, useRef, useState } from 'preact/hooks';
import { signedIn } from '../../api/client.js';
import { appendPart, type EventWindow, firstNumber, openWindow, prependPart } from './event-window.js';
import { type ReadLines, readEarlierPart, readFirstPart, readLaterPart } from './read-event-part.js';
import { type EventFilters, readEvents } from './read-events.js';

interface State {
  /** What is there stays while something is loaded, and when that fails. */
  window?: EventWindow;
  /** Grows when a window is opened anew: its rows are others then. */
  turn: number;
  isLoading: boolean;
  error?: Error;
}

interface Load {
  /** Makes the window that follows. */
  load(read: ReadLines, window: EventWindow | undefined): Promise<EventWindow | undefined>;
  isAnew: boolean;
}

/**
 * Events of a session, of which a window is held that goes on where the reader gets near its end or its begin.
 *
 * @param after - the number after which it begins; undefined for the begin of the log. Taken when it is opened
 */
export function useEventWindow(
  name: string,
  { type, severity }: EventFilters,
  after: number | undefined,
): State & { loadLater(): void; loadEarlier(): void; restart(): void; retry(): void } {
  const [state, setState] = useState<State>({ turn: 0, isLoading: true });
  /** What is held now; what is shown may be a moment behind. */
  const held = useRef(state);
  const request = useRef<AbortController | undefined>(undefined);
  const last = useRef<Load | undefined>(undefined);
  const show = (next: State) => {
    held.current = next;
    setState(next);
  };

  const run = async (what: Load) => {
    request.current?.abort();
    const abort = new AbortController();
    request.current = abort;
    last.current = what;
    const { error, ...before } = held.current;
    show({ ...before, isLoading: true });
    try {
      const read: ReadLines = (range) => readEvents(name, { type, severity, ...range }, abort.signal);
      const window = await what.load(read, before.window);
      if (abort.signal.aborted) return;
      request.current = undefined;
      const turn = before.turn + (what.isAnew ? 1 : 0);
      show({ ...(window === undefined ? {} : { window }), turn, isLoading: false });
    } catch (error) {
      if (abort.signal.aborted) return;
      request.current = undefined;
      show({ ...before, isLoading: false, error: error as Error });
    }
  };
  const goOn = (what: Load, isThere: (window: EventWindow) => boolean) => {
    const { window, error } = held.current;
    if (request.current !== undefined || error !== undefined || window === undefined) return;
    if (!isThere(window) && firstNumber(window.events) !== undefined) run(what);
  };
  const retry = () => {
    if (held.current.error !== undefined && last.current !== undefined) run(last.current);
  };

  useEffect(() => {
    run(opening(after));
    return () => request.current?.abort();
  }, [name, type, severity]);
  const key = signedIn.value;
  useEffect(retry, [key]);

  return {
    ...state,
    loadLater: () => goOn(LATER, ({ isEnd }) => isEnd),
    loadEarlier: () => goOn(EARLIER, ({ isStart }) => isStart),
    restart: () => void run(opening(undefined)),
    retry,
  };
}

function opening(after: number | undefined): Load {
  const load: Load['load'] = async (read) => {
    const part = await readFirstPart(read, after);
    return openWindow(part, part.isStart ? 0 : (after ?? 0));
  };
  return { load, isAnew: true };
}

const LATER: Load = {
  load: async (read, window) => window && appendPart(window, await readLaterPart(read, window)),
  isAnew: false,
};

const EARLIER: Load = {
  load: async (read, window) => window && prependPart(window, await readEarlierPart(read, window)),
  isAnew: false,
};
