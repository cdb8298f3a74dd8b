/**
 * Draws one of several by weight.
 *
 * @param weights - Weights above 0; the order of the entries decides among equal ones.
 * @param temperature - 0 takes the heaviest one, 1 draws by the weights, more is bolder.
 * @returns undefined when there is none
 */
export function draw<Key>(
  weights: Iterable<readonly [Key, number]>,
  temperature: number,
  random: () => number,
): Key | undefined {
  const entries = [...weights];
  const heaviest = entries.reduce((most, [, weight]) => Math.max(most, weight), 0);
  if (temperature <= 0) return entries.find(([, weight]) => weight === heaviest)?.[0];
  // Relative to the heaviest, so that a low temperature does not underflow.
  const powers = entries.map(([, weight]) => (weight / heaviest) ** (1 / temperature));
  let left = random() * powers.reduce((sum, power) => sum + power, 0);
  const at = powers.findIndex((power) => {
    left -= power;
    return left < 0;
  });
  return entries.at(at)?.[0];
}
