/**
 * Whether a pattern matches a whole text; `*` stands for any characters. It goes back to the last star only, so the
 * time is bounded by the product of both lengths.
 */
export function matchWildcard(pattern: string, text: string): boolean {
  let [at, place, star, resume] = [0, 0, -1, 0];
  while (at < text.length) {
    if (pattern[place] === '*') {
      [star, resume] = [place, at];
      place += 1;
    } else if (place < pattern.length && pattern[place] === text[at]) {
      [at, place] = [at + 1, place + 1];
    } else if (star !== -1) {
      resume += 1;
      [at, place] = [resume, star + 1];
    } else return false;
  }
  while (pattern[place] === '*') place += 1;
  return place === pattern.length;
}
