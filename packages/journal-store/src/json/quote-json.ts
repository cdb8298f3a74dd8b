/** A text as a JSON string of well-formed Unicode: a lone surrogate becomes U+FFFD. */
export function quoteJson(text: string): string {
  const quoted = JSON.stringify(text);
  // JSON.stringify writes a lone surrogate as an escape.
  return quoted.includes('\\ud') ? JSON.stringify(toWellFormed(text)) : quoted;
}

function toWellFormed(text: string): string {
  return Buffer.from(text).toString();
}
