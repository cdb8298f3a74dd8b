/** What lasts until Ctrl-C. */
export interface Interruption {
  /** Aborted by Ctrl-C, or by the signal with which a terminal goes away or a service manager ends a process. */
  signal: AbortSignal;
  /** Gives the signals back to the process. */
  release(): void;
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Takes Ctrl-C from here on, so that a command can end what it does; the second one ends the process as ever. */
export function untilInterrupted(): Interruption {
  const controller = new AbortController();
  const release = (): void => {
    for (const signal of SIGNALS) process.off(signal, interrupt);
  };
  const interrupt = (): void => {
    release();
    controller.abort();
  };
  for (const signal of SIGNALS) process.on(signal, interrupt);
  return { signal: controller.signal, release };
}
