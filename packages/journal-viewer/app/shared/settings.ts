const PREFIX = 'opta-journal.';

/** A choice of the reader, kept in this browser; undefined where there is none or none may be kept. */
export function readSetting(name: string): string | undefined {
  try {
    return localStorage.getItem(PREFIX + name) ?? undefined;
  } catch {
    return undefined;
  }
}

export function writeSetting(name: string, value: string): void {
  try {
    localStorage.setItem(PREFIX + name, value);
  } catch {
    // A browser that keeps nothing: the choice holds for this visit.
  }
}
