/** Objects whose keys are data, not names of fields. */
const KEYS_ARE_DATA: ReadonlySet<string> = new Set([
  'byStatus',
  'facts',
  'frontmatter',
  'redactions',
  'rows',
]);

/**
 * A value of the journal's packages as the API writes it: names of fields in snake_case, as LMX's are, and
 * `filename` for `fileName`.
 */
export function toWireKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(toWireKeys);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      toWireKey(key),
      KEYS_ARE_DATA.has(key) ? inner : toWireKeys(inner),
    ]),
  );
}

function toWireKey(key: string): string {
  return key === 'fileName' ? 'filename' : key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
