/**
 * A key of the original programs with a value that no YAML reader takes, whatever stands around it: an indicator that is
 * reserved, a tag that nobody has defined, a second colon, a text behind the closing quote.
 */
const NO_YAML = /^[A-Za-z_][\w-]*: (?:[@`%]|![A-Za-z]+$|[A-Za-z][^#:"'[\]{}]*: |"[^"\\]*" ?[A-Za-z])/;

/** Whether every YAML reader refuses a block because of this line, which stands at its left edge. */
export function isNoYaml(line: string): boolean {
  return NO_YAML.test(line);
}
