import { eventLogFileName, parseLogFileName } from '@opta/journal-format';

/** A device as file names show it. */
export function deviceSlug(device: string): string {
  const name = eventLogFileName({ date: '2000-01-01', time: '00:00:00', device });
  return parseLogFileName(name)?.rest ?? '';
}
