/** First and last number, both included. */
export type NumberRange = readonly [from: number, to: number];

/** Every series by its name, as `defineSeries` gives it. */
export type SeriesDefinition = Readonly<Record<string, { readonly ranges: readonly NumberRange[] }>>;

/** The name of a series, or a range of one's own. */
export type AllocationRequest = string | { readonly from: number; readonly to: number };

/** Gives numbers. `createFileAllocator` makes one over a folder; others may stand in its place. */
export interface Allocator {
  readonly series: SeriesDefinition;
  /**
   * Claims the next number. It is never given again, whatever becomes of it.
   */
  allocate(request: AllocationRequest, options?: AllocateOptions): Promise<Allocation>;
  /** The number that would come next, without claiming it; another process may take it meanwhile. */
  peek(request: AllocationRequest): Promise<{ id: string; number: number }>;
  /** The state of every series. Changes nothing. */
  inspect(): Promise<SeriesState[]>;
  /** Waits for what is under way and removes the temporary folder. Allocations can still be completed. */
  close(): Promise<void>;
}

export interface AllocateOptions {
  /** The time to use instead of the clock's, in milliseconds since the epoch. */
  now?: number;
  /**
   * When the claim is on the disk. `given` (the default): before the number is given, which costs a sync. `ended`: once
   * `complete` or `abandon` has resolved, together with the record of the end. A power cut before that may take the
   * claim away, and the number is given again: only for a caller who tells nobody the number until then. Processes
   * exclude each other from the beginning in either case.
   */
  durable?: 'given' | 'ended';
}

/** A number that is ours. */
export interface Allocation {
  /** The number with at least three digits: `007`. */
  readonly id: string;
  readonly number: number;
  /** Name of the series; for a range outside every series `300-320`. */
  readonly series: string;
  /** A ULID whose time is `claimedAt`. Two clones that take the same number have different ones. */
  readonly uid: string;
  /** Milliseconds since the epoch; never below that of the number before. */
  readonly claimedAt: number;
  /** Records the name of the published file that bears the number. Repeating it changes nothing. */
  complete(fileName: string): Promise<void>;
  /** Records why no file bears the number. */
  abandon(reason: string): Promise<void>;
}

/** A claim as it stands on the disk. */
export interface ClaimState {
  number: number;
  /** Undefined where the claim cannot be read; the number is taken all the same. */
  uid?: string;
  /** Milliseconds since the epoch. */
  claimedAt?: number;
  /** Process that made the claim. */
  pid?: number;
}

/** A line of last-numbers.txt; after a merge conflict those of both sides. */
export interface RecordedNumber {
  number: number;
  /** Undefined where the log was numbered by a program that knows no uid. */
  uid?: string;
  /** Undefined where no file bore the number. */
  fileName?: string;
}

export type SeriesProblemCode =
  | 'claim-ahead'
  | 'claim-damaged'
  | 'conflict-copies'
  | 'last-numbers-behind'
  | 'last-numbers-conflict'
  | 'last-numbers-garbage'
  | 'last-numbers-unreadable'
  | 'no-hard-links';

export interface SeriesProblem {
  code: SeriesProblemCode;
  message: string;
  /** What to do about it. */
  fix: string;
}

/** What `inspect` tells about one series. */
export interface SeriesState {
  series: string;
  ranges: readonly NumberRange[];
  /** Highest number taken in the range from which numbers are given now; undefined if none. */
  highest: number | undefined;
  /** Undefined when every range is used up. */
  next: number | undefined;
  /** How many numbers are left in all ranges. */
  remaining: number;
  /** All numbers with a claim, in rising order. */
  claimed: number[];
  /** The claims of these numbers, however they ended. */
  claims: ClaimState[];
  completed: { number: number; fileName: string }[];
  abandoned: { number: number; reason: string }[];
  /** Claimed, neither completed nor abandoned: under way, or left by a crash. */
  open: ClaimState[];
  /** Runs of numbers below the highest that have neither file nor claim. */
  gaps: NumberRange[];
  /** Numbers that more than one markdown file bears. */
  duplicates: { number: number; fileNames: string[] }[];
  /** What last-numbers.txt says about the series. */
  recorded: RecordedNumber[];
  /** What a person should look at. Problems of the whole folder stand with every series. */
  problems: SeriesProblem[];
}
