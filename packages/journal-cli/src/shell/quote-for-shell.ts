const PLAIN = /^[\w@%+=:,./-]+$/;
/** What a terminal would obey, or no terminal shows; a line break within quotes is harmless. */
const UNSEEN =
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/;

/** A text as one word of a command for a POSIX shell, without anything that a terminal would obey. */
export function quoteForShell(text: string): string {
  if (PLAIN.test(text)) return text;
  if (!UNSEEN.test(text)) return quote(text);
  // One that begins with a hyphen would be an option.
  const format = [...text].map(formatOf).join('').replace(/^-/, '\\055');
  return `"$(printf ${quote(format)})"`;
}

function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** A character in the format of `printf`, in octal where it is not seen. */
function formatOf(character: string): string {
  if (character === '%') return '%%';
  if (character === '\\') return '\\\\';
  if (!UNSEEN.test(character)) return character;
  const bytes = [...Buffer.from(character)];
  return bytes.map((byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('');
}
