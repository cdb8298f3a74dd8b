/**
 * Measures every candidate once a round. Each round begins with another one, so that none always follows the same.
 *
 * @returns the values of each candidate in the order of the rounds
 */
export async function interleave<Candidate, Value>(
  candidates: readonly Candidate[],
  rounds: number,
  measure: (candidate: Candidate, round: number) => Value | Promise<Value>,
): Promise<Map<Candidate, Value[]>> {
  const values = new Map<Candidate, Value[]>(candidates.map((candidate) => [candidate, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (let index = 0; index < candidates.length; index += 1) {
      const candidate = candidates[(index + round) % candidates.length] as Candidate;
      values.get(candidate)?.push(await measure(candidate, round));
    }
  }
  return values;
}
