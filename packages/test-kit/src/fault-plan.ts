/** One call as it was asked for. */
export interface SeenCall<Name extends string = string> {
  readonly name: Name;
  readonly args: readonly unknown[];
  /** Counted from 1 among all calls. */
  readonly index: number;
  /** Counted from 1 among the calls of that name. */
  readonly count: number;
  readonly isSync: boolean;
}

/** What happens to one call. */
export interface Fault {
  /** The call answers with this errno. */
  errno?: string;
  /** The process is gone: no later call has an effect. */
  crash?: boolean;
  /** `after`: a call that answers with an errno or crashes has had its effect; it has none by default. */
  when?: 'before' | 'after';
  /** A write takes only so many bytes. */
  bytes?: number;
  /** The asynchronous call goes on only after this; the synchronous one does not wait. */
  waitFor?: Promise<unknown>;
}

/** Decides about each call. */
export type FaultPlan<Name extends string = string> = (call: SeenCall<Name>) => Fault | undefined;

/** The call with this index answers with the errno. */
export function failAt(index: number, errno: string): FaultPlan {
  return (call) => (call.index === index ? { errno } : undefined);
}

/** The call with this index and all after it answer with the errno. */
export function failFrom(index: number, errno: string): FaultPlan {
  return (call) => (call.index >= index ? { errno } : undefined);
}

/** Every call of that name answers with the errno. */
export function failEvery<Name extends string>(name: NoInfer<Name>, errno: string): FaultPlan<Name> {
  return (call) => (call.name === name ? { errno } : undefined);
}

/** The process is gone at the call with this index. */
export function crashAt(index: number, when: 'before' | 'after'): FaultPlan {
  return (call) => (call.index === index ? { crash: true, when } : undefined);
}
