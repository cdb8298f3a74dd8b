/**
 * Characters that JSON leaves raw and some YAML reader refuses or changes: controls of C1, the byte-order
 * mark, line and paragraph separators, non-characters. Raw ones fail in PyYAML.
 */
const RAW_IN_JSON = /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g;

/** A text in double quotes, which every YAML and JSON reader gives back as it was. */
export function quoteScalar(text: string): string {
  return JSON.stringify(text).replace(
    RAW_IN_JSON,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
