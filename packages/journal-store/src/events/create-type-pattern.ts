/**
 * A test for event types, or other names, in which `*` stands for any characters. It takes time that grows with the
 * length of the name only: a regular expression would try every way to divide it among the stars.
 */
export function createTypePattern(pattern: string): (type: string) => boolean {
  const [first = '', ...rest] = pattern.split(/\*+/);
  const last = rest.pop();
  if (last === undefined) return (type) => type === pattern;
  return (type) => {
    if (type.length < first.length + last.length) return false;
    if (!type.startsWith(first) || !type.endsWith(last)) return false;
    let at = first.length;
    for (const part of rest) {
      const found = type.indexOf(part, at);
      if (found === -1) return false;
      at = found + part.length;
    }
    return at <= type.length - last.length;
  };
}
