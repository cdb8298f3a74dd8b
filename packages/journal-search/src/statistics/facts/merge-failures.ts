interface CountedFailure {
  count: number;
  lastAt: number;
  lastMessage?: string;
}

/** Two counts of one kind of failure as one; when and why it last happened is that of the later one. */
export function mergeFailures<Failure extends CountedFailure>(
  known: Failure | undefined,
  next: Failure,
): Failure {
  if (known === undefined) return next;
  return { ...(next.lastAt > known.lastAt ? next : known), count: known.count + next.count };
}
