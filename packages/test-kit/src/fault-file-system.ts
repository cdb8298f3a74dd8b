import type { Fault, FaultPlan, SeenCall } from './fault-plan.js';
import { type Arguments, type Calls, createFaultyDisk } from './faulty-disk.js';

/** The same calls at once and with promises; they mean what the functions of those names in `node:fs` mean. */
export interface FileSystemLike {
  readonly sync: object;
  readonly async: object;
}

type CallName<Base extends FileSystemLike> = keyof Base['sync'] & string;

export interface FaultFileSystem<Base extends FileSystemLike> {
  readonly sync: Base['sync'];
  readonly async: Base['async'];
  /** Another one can take its place at any time. */
  plan: FaultPlan<CallName<Base>>;
  /** Every call that was asked for, in order. */
  readonly calls: readonly SeenCall<CallName<Base>>[];
  /** Descriptors that were opened and not closed. */
  readonly openDescriptors: ReadonlySet<number>;
  /** Closes what a simulated crash left open in the real process. */
  closeLeft(): void;
}

/**
 * A file system that makes its calls on `base`, the real disk for instance, until the plan says otherwise. Its
 * asynchronous half makes the synchronous calls, so that both halves see one order of calls.
 */
export function createFaultFileSystem<Base extends FileSystemLike>(
  base: Base,
  plan: FaultPlan<CallName<Base>> = () => undefined,
): FaultFileSystem<Base> {
  const { perform, openDescriptors, closeLeft } = createFaultyDisk(base.sync as Calls);
  const calls: SeenCall<CallName<Base>>[] = [];
  const counts = new Map<string, number>();

  function decide(name: CallName<Base>, args: Arguments, isSync: boolean): Fault {
    const count = (counts.get(name) ?? 0) + 1;
    const seen = { name, args, index: calls.length + 1, count, isSync };
    counts.set(name, count);
    calls.push(seen);
    return fileSystem.plan(seen) ?? {};
  }

  const callsOf = (build: (name: CallName<Base>) => (...args: Arguments) => unknown) =>
    Object.fromEntries((Object.keys(base.sync) as CallName<Base>[]).map((name) => [name, build(name)]));
  const fileSystem: FaultFileSystem<Base> = {
    plan,
    calls,
    openDescriptors,
    closeLeft,
    sync: callsOf(
      (name) =>
        (...args) =>
          perform(name, args, decide(name, args, true)),
    ),
    async: callsOf((name) => async (...args) => {
      const fault = decide(name, args, false);
      if (fault.waitFor !== undefined) await fault.waitFor;
      return perform(name, args, fault);
    }),
  };
  return fileSystem;
}
