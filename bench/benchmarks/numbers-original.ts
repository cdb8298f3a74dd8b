import { closeSync, mkdirSync, openSync, readdirSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** Three digits, as in both original programs. */
const THREE_DIGITS = /^(\d{3})_/;
/** The same without that limit, so that it can be timed where there are more logs. */
export const ANY_DIGITS = /^(\d+)_/;

/**
 * The way in which both original programs number an update log, written anew: list the folder, take the greatest
 * number and one more, create the file under its whole name exclusively. Two slugs can get one number.
 */
export function scanAndIncrement(directory: string, slug: string, pattern = THREE_DIGITS): number {
  mkdirSync(directory, { recursive: true });
  const numbers = readdirSync(directory).flatMap((name) => pattern.exec(name)?.[1] ?? []);
  let number = numbers.length === 0 ? 1 : Math.max(...numbers.map(Number)) + 1;
  for (;;) {
    const name = `${String(number).padStart(3, '0')}_2026-02-24_${slug}.md`;
    try {
      const fd = openSync(join(directory, name), 'wx');
      writeSync(fd, '---\n---\n');
      closeSync(fd);
      return number;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      number += 1;
    }
  }
}
