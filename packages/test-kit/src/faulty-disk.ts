import type { Fault } from './fault-plan.js';

export type Arguments = readonly unknown[];
export type Calls = Record<string, (...args: Arguments) => unknown>;

export interface FaultyDisk {
  /** Makes a call, or does with it what the fault says. */
  perform(name: string, args: Arguments, fault: Fault): unknown;
  readonly openDescriptors: ReadonlySet<number>;
  closeLeft(): void;
}

/** Thrown by every call from a simulated crash on. */
export class CrashError extends Error {
  override readonly name = 'CrashError';
}

export function createFaultyDisk(calls: Calls): FaultyDisk {
  const openDescriptors = new Set<number>();
  let isCrashed = false;

  function makeCall(name: string, args: Arguments): unknown {
    const result = calls[name]?.(...args);
    if (name === 'open') openDescriptors.add(result as number);
    if (name === 'close') openDescriptors.delete(args[0] as number);
    return result;
  }

  function attempt(name: string, args: Arguments): void {
    try {
      makeCall(name, args);
    } catch {
      // The call would have failed anyway; the fault is what the test asked for.
    }
  }

  return {
    openDescriptors,
    perform(name, args, fault) {
      if (isCrashed) throw new CrashError(`no ${name} after the crash`);
      isCrashed = fault.crash === true;
      const error = injectedError(name, fault);
      if (error === undefined) return makeCall(name, takenArguments(name, args, fault));
      // A close that reports an error has closed.
      if (fault.when === 'after' || name === 'close') attempt(name, args);
      throw error;
    },
    closeLeft() {
      for (const descriptor of openDescriptors) makeCall('close', [descriptor]);
    },
  };
}

function injectedError(name: string, { crash, errno }: Fault): Error | undefined {
  if (crash === true) return new CrashError(`crash at ${name}`);
  if (errno === undefined) return undefined;
  return Object.assign(new Error(`${errno}: injected, ${name}`), { code: errno, syscall: name });
}

/** `write` takes a descriptor, data, offset, length and position. */
function takenArguments(name: string, args: Arguments, { bytes }: Fault): Arguments {
  if (name !== 'write' || bytes === undefined) return args;
  return args.with(3, Math.min(bytes, Number(args[3])));
}
