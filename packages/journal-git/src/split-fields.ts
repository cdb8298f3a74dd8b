/** The fields of output that git separates by NUL. What follows the last NUL is not complete. */
export function splitFields(output: Uint8Array | string): string[] {
  const text = typeof output === 'string' ? output : new TextDecoder().decode(output);
  const fields = text.split('\0');
  fields.pop();
  return fields;
}
