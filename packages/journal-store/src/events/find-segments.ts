import { parseLogFileName } from '@opta/journal-format';

export interface Segment {
  fileName: string;
  segment: number;
}

/** All segments of the event log to which a name belongs, in their order. */
export function findSegments(names: readonly string[], fileName: string): Segment[] {
  const wanted = parseLogFileName(fileName);
  if (wanted?.kind !== 'events') return [];
  const segments: Segment[] = [];
  for (const name of names) {
    const parsed = parseLogFileName(name);
    if (parsed?.kind !== 'events') continue;
    const isSame =
      parsed.date === wanted.date &&
      parsed.time === wanted.time &&
      parsed.rest === wanted.rest &&
      (parsed.copy ?? 1) === (wanted.copy ?? 1);
    if (isSame) segments.push({ fileName: name, segment: parsed.segment ?? 1 });
  }
  return segments.sort((a, b) => a.segment - b.segment);
}
