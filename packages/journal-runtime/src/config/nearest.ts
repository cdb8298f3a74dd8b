import { closest, distance } from 'fastest-levenshtein';

/** The candidate that is spelled most like the text, whatever the case. */
export function nearest(text: string, candidates: readonly string[]): string {
  const folded = new Map(candidates.map((candidate) => [fold(candidate), candidate]));
  const found = closest(fold(text), [...folded.keys()]);
  return folded.get(found) ?? found;
}

/** The time zone that the text most likely means: compared whole, and with the city alone. */
export function nearestZone(text: string, zones: readonly string[]): string {
  const wanted = fold(text);
  const wantedCity = city(wanted);
  let best = 'UTC';
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const zone of zones) {
    const folded = fold(zone);
    const whole = distance(wanted, folded);
    // Half a point behind a whole match of the same distance.
    const cityOnly = distance(wantedCity, city(folded)) + 0.5;
    const smaller = Math.min(whole, cityOnly);
    if (smaller < bestDistance) {
      best = zone;
      bestDistance = smaller;
    }
  }
  return best;
}

function fold(text: string): string {
  return text.toLowerCase().replace(/[_\s-]/g, '');
}

function city(zone: string): string {
  return zone.slice(zone.lastIndexOf('/') + 1);
}
