import type { FileCallName, FileSystem, FileSystemCalls } from '@opta/journal-fs';

/** What happens to one call. */
export type Fault =
  /** The call answers with this errno; `after`: it had its effect all the same. */
  | { kind: 'fail'; errno: string; when?: 'before' | 'after' }
  /** The process is gone: this call had its effect or not, and no later call has one. */
  | { kind: 'crash'; when: 'before' | 'after' }
  /** A write takes only so many bytes. */
  | { kind: 'short'; bytes: number };

export interface SeenCall {
  /** Counted from 1. */
  index: number;
  name: FileCallName;
  args: readonly unknown[];
}

/** Decides about each call. */
export type FaultPlan = (call: SeenCall) => Fault | undefined;

export interface FaultFileSystem extends FileSystem {
  /** Every call that was asked for, in order. */
  readonly calls: readonly SeenCall[];
  /** Descriptors that were opened and not closed. */
  readonly openDescriptors: ReadonlySet<number>;
  /** Closes what a simulated crash left open in the real process. */
  closeLeft(): void;
}

/** Thrown by every call from a simulated crash on. */
export class CrashError extends Error {
  override readonly name = 'CrashError';
}

export const failAt =
  (index: number, errno: string): FaultPlan =>
  (call) =>
    call.index === index ? { kind: 'fail', errno } : undefined;

export const failFrom =
  (index: number, errno: string): FaultPlan =>
  (call) =>
    call.index >= index ? { kind: 'fail', errno } : undefined;

export const failEvery =
  (name: FileCallName, errno: string): FaultPlan =>
  (call) =>
    call.name === name ? { kind: 'fail', errno } : undefined;

export const crashAt =
  (index: number, when: 'before' | 'after'): FaultPlan =>
  (call) =>
    call.index === index ? { kind: 'crash', when } : undefined;

/**
 * A file system that makes its calls on `base` (the real disk) until the plan says otherwise. Its asynchronous
 * half makes the same calls synchronously, so that both halves see one order of calls.
 */
export function createFaultFileSystem(base: FileSystem, plan: FaultPlan = () => undefined): FaultFileSystem {
  const calls: SeenCall[] = [];
  const openDescriptors = new Set<number>();
  let isCrashed = false;

  function perform(name: FileCallName, args: unknown[]): unknown {
    if (isCrashed) throw new CrashError(`no ${name} after the crash`);
    const seen: SeenCall = { index: calls.length + 1, name, args };
    calls.push(seen);
    const fault = plan(seen);
    if (fault?.kind === 'crash') {
      isCrashed = true;
      if (fault.when === 'after') attempt(name, args);
      throw new CrashError(`crash at call ${seen.index}, ${name}`);
    }
    if (fault?.kind === 'fail') {
      // A close that reports an error has closed.
      if (fault.when === 'after' || name === 'close') attempt(name, args);
      throw errnoError(fault.errno, name);
    }
    const isShort = fault?.kind === 'short' && name === 'write';
    return real(
      name,
      isShort ? [args[0], args[1], args[2], Math.min(fault.bytes, Number(args[3])), args[4]] : args,
    );
  }

  function real(name: FileCallName, args: unknown[]): unknown {
    const result = (base.sync[name] as (...args: unknown[]) => unknown)(...args);
    if (name === 'open') openDescriptors.add(result as number);
    if (name === 'close') openDescriptors.delete(args[0] as number);
    return result;
  }

  function attempt(name: FileCallName, args: unknown[]): void {
    try {
      real(name, args);
    } catch {
      // The call would have failed anyway; the fault is what the test asked for.
    }
  }

  const names = Object.keys(base.sync) as FileCallName[];
  const sync = Object.fromEntries(names.map((name) => [name, (...args: unknown[]) => perform(name, args)]));
  const async = Object.fromEntries(
    names.map((name) => [name, async (...args: unknown[]) => perform(name, args)]),
  );
  return {
    sync: sync as unknown as FileSystemCalls,
    async: async as unknown as FileSystem['async'],
    calls,
    openDescriptors,
    closeLeft() {
      for (const fd of openDescriptors) base.sync.close(fd);
      openDescriptors.clear();
    },
  };
}

function errnoError(errno: string, syscall: string): Error {
  return Object.assign(new Error(`${errno}: injected, ${syscall}`), { code: errno, syscall });
}
