import type { Terminal } from './terminal.js';

/** Things of one kind that a plan names one by one; the others are counted. */
const MAX_SHOWN = 50;

/** Prints a line for each of some things, and how many more there are. */
export async function printSome<Thing>(
  terminal: Terminal,
  things: readonly Thing[],
  lineOf: (thing: Thing) => string,
): Promise<void> {
  for (const thing of things.slice(0, MAX_SHOWN)) await terminal.print(lineOf(thing));
  const left = things.length - MAX_SHOWN;
  if (left > 0) await terminal.print(`  … and ${left} more (all of them with --json)`);
}
