import type { FrontmatterValue } from '@opta/journal-format';

/** A scalar of the frontmatter as text: a device that is called `48` may stand there as a number. */
export function textOf(value: FrontmatterValue | undefined): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}
