/** The name with the fewest letters to change, add or leave out. */
export function nearestName(given: string, names: readonly string[]): string {
  const distances = names.map((name) => ({ name, distance: distanceOf(given, name) }));
  return distances.reduce((best, one) => (one.distance < best.distance ? one : best)).name;
}

function distanceOf(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [index, letter] of [...a].entries()) {
    const next = [index + 1];
    for (const [column, other] of [...b].entries()) {
      const change = (row[column] as number) + (letter === other ? 0 : 1);
      next.push(Math.min(change, (row[column + 1] as number) + 1, (next[column] as number) + 1));
    }
    row = next;
  }
  return row[b.length] as number;
}
