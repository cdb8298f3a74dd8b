/** What is told of something that is left out: how much it was. Nothing at all stays as it is. */
export function omitted(value: unknown): unknown {
  if (typeof value === 'string') return value === '' ? value : note(value.length, 'character');
  if (Array.isArray(value)) return value.length === 0 ? value : note(value.length, 'item');
  if (typeof value !== 'object' || value === null) return value;
  return note(Object.keys(value).length, 'field');
}

function note(count: number, what: string): string {
  return `[not journaled: ${count} ${what}${count === 1 ? '' : 's'}]`;
}
