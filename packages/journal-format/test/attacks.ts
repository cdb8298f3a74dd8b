/** A hostile document of about `length` characters. */
export type Attack = (length: number) => string;

const fill = (unit: string, length: number): string => unit.repeat(Math.ceil(length / unit.length));

/** The pieces that `make` gives for 0, 1, 2, … until they are long enough together. */
function series(make: (index: number) => string, length: number): string {
  let text = '';
  for (let index = 0; text.length < length; index += 1) text += make(index);
  return text;
}

/** Texts that are dear somewhere in inline content. */
const TEXTS: Record<string, Attack> = {
  asterisks: (length) => fill('*a ', length),
  'asterisks that close': (length) => fill('a* ', length),
  'mixed marks': (length) => fill('*a_ ', length),
  tildes: (length) => fill('~~a ', length),
  'open brackets': (length) => fill('[', length),
  'close brackets': (length) => fill('a]', length),
  images: (length) => fill('![', length),
  'targets with an open title': (length) => fill('[a](b (', length),
  'some targets with an open title before much text': (length) =>
    `${'[a](b ('.repeat(50)}${fill('c ', length)}`,
  'open labels': (length) => fill('[a][b', length),
  'runs of backticks': (length) => series((index) => `${'`'.repeat(index + 1)}a`, length),
  'open comments': (length) => fill('<!-- ', length),
  'open instructions': (length) => fill('<? ', length),
  'open declarations': (length) => fill('<!A ', length),
  'open character data': (length) => fill('<![CDATA[', length),
  'open attributes': (length) => fill('<a b="', length),
  autolinks: (length) => fill('<ab:', length),
  references: (length) => fill('&amp', length),
  backslashes: (length) => fill('\\', length),
  'a run of spaces': (length) => `a${' '.repeat(length)}b`,
  'a run of spaces and a control character': (length) => `a${' '.repeat(length)}b\u0007`,
  'a run of tabs': (length) => `a${'\t'.repeat(length)}b`,
  'control characters': (length) => fill('a\0', length),
};

const PLACES: Record<string, (text: string) => string> = {
  'a list item': (text) => `## Summary\n- x ${text}\n`,
  'a frontmatter value': (text) => `---\ndevice: ${text}\n---\n`,
  'a quoted frontmatter value': (text) => `---\ndevice: ${JSON.stringify(text)}\n---\n`,
};

const block = (lines: string): string => `---\n${lines}\n---\n`;

const DOCUMENTS: Record<string, Attack> = {
  'nested lists': (length) => series((depth) => `${'  '.repeat(depth)}- a\n`, length),
  'nested lists before blank lines': (length) =>
    `${Array.from({ length: 90 }, (_, depth) => `${'  '.repeat(depth)}- a\n`).join('')}${'\n'.repeat(length)}`,
  'nested quotes': (length) => series((depth) => `${'>'.repeat(depth + 1)}a\n`, length),
  'lazy lines': (length) => `> a\n${fill('b\n', length)}`,
  'blank lines': (length) => `## A\na\n${'\n'.repeat(length)}b\n`,
  'lines of spaces': (length) => `## A\na\n${fill('   \n', length)}b\n`,
  definitions: (length) => series((index) => `[a${index}]: b\n`, length),
  'definitions and references': (length) =>
    `${series((index) => `[a${index}]: b\n`, length / 2)}\n${series((index) => `[a${index}]\n\n`, length / 2)}`,
  'references to a long target': (length) =>
    `[a]: ${'b'.repeat(length / 2)}\n\n## Summary\n${fill('- [a]\n', length / 2)}`,
  footnotes: (length) => series((index) => `[^a${index}]: b\n`, length),
  'footnotes in footnotes': (length) => fill('[^a]: [^b]: c\n', length),
  'table rows': (length) => `|a|\n|-|\n${fill('|b|\n', length)}`,
  'table columns and empty cells': (length) =>
    `## Notes\n### A\n${fill('|a', length / 8)}|\n${fill('|-', length / 8)}|\n${fill('b\n', length / 2)}`,
  'table columns': (length) => `${fill('|a', length / 2)}|\n${fill('|-', length / 2)}|\n`,
  'HTML blocks': (length) => fill('<!--\n', length),
  fences: (length) => series((index) => `${'`'.repeat(index + 3)}\n`, length),
  'aliases of one anchor': (length) => block(`a: &x [1]\n${series((index) => `b${index}: *x\n`, length)}`),
  'aliases of a long list': (length) =>
    block(`a: &x [${fill('1, ', length / 2)}1]\n${series((index) => `b${index}: *x\n`, length / 2)}`),
  'anchors and aliases': (length) =>
    block(series((index) => `b${index}: &x${index} 1\nc${index}: *x${index}\n`, length)),
  'merged maps': (length) => block(`a: &x {b: c}\n${series((index) => `d${index}: {<<: *x}\n`, length)}`),
  'nested flow lists': (length) => block(`a: ${fill('[', length)}`),
  'nested flow maps': (length) => block(`a: ${fill('{a: ', length)}`),
  'nested block lists': (length) => block(`a:\n  ${fill('- ', length)}a`),
  'nested block maps': (length) => block(series((depth) => `${' '.repeat(depth)}a:\n`, length)),
  'keys that stand twice': (length) => block(fill('a: @b\n', length)),
  'digits and colons': (length) => block(`a: ${fill('1:', length)}x`),
  'colons before a key ends': (length) => block(`${fill('a:', length)}a: b`),
  'a flow list without an end': (length) => block(`a: [${fill('b, ', length)}`),
  'a flow list of spaces': (length) => block(`a: [${' '.repeat(length)}b`),
  'a flow list of open quotes': (length) => block(`a: [${fill('"b, ', length)}`),
  'quotes in quotes': (length) => block(`a: '${fill("''", length)}x`),
  'items of a list': (length) => block(`a:\n${fill('- b\n', length)}`),
  'items far to the right': (length) => block(`a:\n${fill(`${' '.repeat(100)}- b\n`, length)}`),
};

/** Documents of forms that some parser has taken more than linear time for. */
export const ATTACKS: Record<string, Attack> = {
  ...Object.fromEntries(
    Object.entries(PLACES).flatMap(([place, put]) =>
      Object.entries(TEXTS).map(([name, text]) => [
        `${name} in ${place}`,
        (length: number) => put(text(length)),
      ]),
    ),
  ),
  ...DOCUMENTS,
};
