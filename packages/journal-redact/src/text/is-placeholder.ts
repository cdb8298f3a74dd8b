const MARKS =
  /^(?:\*+|x{3,}|\.{3,}|-+|_+|…+|<[^>]*>|\{\{.*\}\}|\$\{.*\}?|\$[A-Za-z_]\w*|%\w+%?|\[redacted.*|\[not journaled.*|#+)$/i;

const WORDS: ReadonlySet<string> = new Set(
  `absent accepted and any are as at before but by can cannot changed contains could denied did does disabled empty
   enabled error expired failed false field for forbidden from had has have hidden if in incorrect invalid is it
   longer malformed may mismatch missing must needed needs new nil no none not null of off ok omitted on optional or
   out prompt received rejected removed required rotated set should stored that the this to true type undefined unset
   unknown unsupported updated used using valid was when which will with without wrong yes you your`.split(
    /\s+/,
  ),
);

/** Whether something in the place of a secret is plainly none: `null`, `***`, `<your key>`, `${TOKEN}`, `missing`. */
export function isPlaceholder(value: string): boolean {
  const text = value.trim();
  return text === '' || MARKS.test(text) || WORDS.has(text.toLowerCase().replace(/[.,;:!?]+$/, ''));
}
