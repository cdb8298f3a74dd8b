import { type FileCallName, type FileSystem, nodeFileSystem } from '@opta/journal-fs';

/** What happens to one call. */
export interface Fault {
  /** The call answers with this errno and has no effect (but a close has closed). */
  errno?: string;
  /** A write takes only so many bytes. */
  bytes?: number;
  /** The asynchronous call is made, or fails, only after this; the synchronous one does not wait. */
  waitFor?: Promise<unknown>;
}

export interface SeenCall {
  name: FileCallName;
  args: readonly unknown[];
  /** Counted from 1 among the calls of that name. */
  count: number;
  isSync: boolean;
}

/** Decides about each call. */
export type FaultPlan = (call: SeenCall) => Fault | undefined;

export interface FaultFileSystem extends FileSystem {
  plan: FaultPlan;
  readonly calls: readonly SeenCall[];
  /** Descriptors that were opened and not closed. */
  readonly openDescriptors: ReadonlySet<number>;
}

type AnyCall = (...args: unknown[]) => unknown;

/**
 * The real disk until the plan says otherwise.
 *
 * @param options.skipsSync - syncs are counted and may fail, but are not made: no test can see what they do, and
 *   where every call is tried they take most of the time
 */
export function createFaultFileSystem(
  plan: FaultPlan = () => undefined,
  { skipsSync = false }: { skipsSync?: boolean } = {},
): FaultFileSystem {
  const calls: SeenCall[] = [];
  const counts = new Map<FileCallName, number>();
  const openDescriptors = new Set<number>();

  function see(name: FileCallName, args: unknown[], isSync: boolean): Fault {
    const seen = { name, args, count: (counts.get(name) ?? 0) + 1, isSync };
    counts.set(name, seen.count);
    calls.push(seen);
    return fileSystem.plan(seen) ?? {};
  }

  function real(name: FileCallName, args: unknown[], { errno, bytes }: Fault): unknown {
    if (errno !== undefined && name !== 'close') throw errnoError(errno, name);
    if (skipsSync && (name === 'fsync' || name === 'fdatasync')) return undefined;
    const isShort = name === 'write' && bytes !== undefined;
    const taken = isShort ? [...args.slice(0, 3), Math.min(bytes, Number(args[3])), args[4]] : args;
    const result = (nodeFileSystem.sync[name] as AnyCall)(...taken);
    if (name === 'open') openDescriptors.add(result as number);
    if (name === 'close') openDescriptors.delete(args[0] as number);
    if (errno !== undefined) throw errnoError(errno, name);
    return result;
  }

  const names = Object.keys(nodeFileSystem.sync) as FileCallName[];
  const sync = names.map((name) => [name, (...args: unknown[]) => real(name, args, see(name, args, true))]);
  const async = names.map((name) => [
    name,
    async (...args: unknown[]) => {
      const fault = see(name, args, false);
      await fault.waitFor;
      return real(name, args, fault);
    },
  ]);
  const fileSystem: FaultFileSystem = {
    plan,
    calls,
    openDescriptors,
    sync: Object.fromEntries(sync),
    async: Object.fromEntries(async),
  };
  return fileSystem;
}

function errnoError(errno: string, syscall: string): Error {
  return Object.assign(new Error(`${errno}: injected, ${syscall}`), { code: errno, syscall });
}
