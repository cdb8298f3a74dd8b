import type { Terminal } from '../../terminal/terminal.js';
import { visibleLines } from '../../terminal/visible-text.js';

/** Prints the text of a log, page by page where a person reads it, or every byte as it is. */
export async function printLogText(
  terminal: Terminal,
  text: string,
  { raw: isRaw = false }: { raw?: boolean },
): Promise<void> {
  if (!isRaw) terminal.page();
  await terminal.printRaw(isRaw ? text : visibleLines(text));
}
