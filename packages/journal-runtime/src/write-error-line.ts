import { errorText, visible } from './shown.js';

/** One line on stderr for one error, without anything that a terminal would obey. */
export function writeErrorLine(error: unknown): void {
  const message = error instanceof Error ? error.message : errorText(error);
  const line = visible(message.split(/\r?\n/).join(' '));
  try {
    process.stderr.write(`journal: ${line}\n`);
  } catch {
    // A closed stderr leaves nobody to tell.
  }
}
