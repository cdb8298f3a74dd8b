/** Above, parsing the line again costs no more. */
const MAX_KEYS = 64;

/**
 * A copy of an object of primitives that equals what JSON gives back for it, else undefined.
 *
 * The copy is both encoded and folded into the summary, so that line and summary hold the same values
 * even if the host changes its object meanwhile, at a fraction of the cost of parsing the line again.
 */
export function copyFlatData(data: unknown): Record<string, unknown> | undefined {
  try {
    return copyOf(data);
  } catch {
    // A getter or proxy that throws: the encoder stores what can be read.
    return undefined;
  }
}

function copyOf(data: unknown): Record<string, unknown> | undefined {
  if (data === null || typeof data !== 'object') return undefined;
  const prototype = Object.getPrototypeOf(data);
  if (prototype !== Object.prototype && prototype !== null) return undefined;
  const keys = Object.keys(data);
  if (keys.length > MAX_KEYS) return undefined;
  const copy: Record<string, unknown> = {};
  for (const key of keys) {
    // Assigning __proto__ would set the prototype instead of a key.
    if (key === '__proto__' || !isWellFormed(key)) return undefined;
    const value = (data as Record<string, unknown>)[key];
    if (!survivesJson(value)) return undefined;
    copy[key] = value;
  }
  return copy;
}

function survivesJson(value: unknown): boolean {
  if (typeof value === 'string') return isWellFormed(value);
  if (typeof value === 'number') return Number.isFinite(value) && !Object.is(value, -0);
  return typeof value === 'boolean' || value === null;
}

function isWellFormed(text: string): boolean {
  return (text as unknown as { isWellFormed(): boolean }).isWellFormed();
}
