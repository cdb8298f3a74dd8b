/** Which logs bear each number. */
export function groupByNumber<Log extends { number: number }>(logs: readonly Log[]): Map<number, Log[]> {
  const groups = new Map<number, Log[]>();
  for (const log of logs) {
    const group = groups.get(log.number);
    if (group === undefined) groups.set(log.number, [log]);
    else group.push(log);
  }
  return groups;
}
