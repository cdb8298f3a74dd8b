import type { Options } from 'mdast-util-from-markdown';
import { MAX_INLINE_MARKS, MAX_NESTED_BLOCKS, MarkdownLimitError } from './markdown-limits.js';

type Extension = NonNullable<Options['extensions']>[number];
type Construct = Extract<NonNullable<Extension['text']>[number], { tokenize: unknown }>;
type Tokenizer = Construct['tokenize'];
type Context = ThisParameterType<Tokenizer>;
type State = ReturnType<Tokenizer>;
type Code = Parameters<State>[0];

/** `>`, the bullets, the digits, and `[` of a footnote. */
const CONTAINER_STARTS = [...'>*+-0123456789['];
const INLINE_MARKS = [...'*_~[]!'];
const UNDERSCORE = 95;

/**
 * A syntax of nothing: it counts what makes a parser slow and refuses more than a log ever has. It is
 * asked where a container or markup may begin, so that code, which may look the same, does not count.
 */
export function boundedSyntax(): Extension {
  const lines = new WeakMap<Context, { line: number; column: number; count: number }>();
  const marks = new WeakMap<Context, number>();

  const countContainer: Tokenizer = function (_effects, _ok, nok) {
    const { line, column } = this.now();
    const last = lines.get(this);
    // A place is asked about more than once.
    if (last?.line !== line) lines.set(this, { line, column, count: 1 });
    else if (column > last.column) lines.set(this, { line, column, count: last.count + 1 });
    if ((lines.get(this)?.count ?? 0) > MAX_NESTED_BLOCKS) throw tooManyBlocks(line);
    return nok;
  };
  const countMarks: Tokenizer = function (effects, _ok, nok) {
    const { previous } = this;
    let count = marks.get(this) ?? 0;
    // A run is asked about once.
    const countRun =
      (first: Code): State =>
      (code) => {
        if (code !== first) return nok(code);
        count += 1;
        marks.set(this, count);
        if (count > MAX_INLINE_MARKS) throw tooManyMarks(this.now().line);
        effects.consume(code);
        return countRun(first);
      };
    return (code) => {
      // Between letters an underscore is no markup.
      if (code === UNDERSCORE && previous !== null && isLetterOrDigit(previous)) return nok(code);
      effects.enter('data');
      return countRun(code)(code);
    };
  };
  return {
    document: constructs(CONTAINER_STARTS, { tokenize: countContainer }),
    text: constructs(INLINE_MARKS, { tokenize: countMarks }),
  };
}

function constructs(characters: readonly string[], construct: Construct): Record<number, Construct> {
  return Object.fromEntries(characters.map((character) => [character.charCodeAt(0), construct]));
}

function isLetterOrDigit(code: number): boolean {
  return /[A-Za-z0-9]/.test(String.fromCharCode(code));
}

function tooManyBlocks(lineNumber: number): MarkdownLimitError {
  return new MarkdownLimitError(
    'nesting',
    `Line ${lineNumber} begins more than ${MAX_NESTED_BLOCKS} quotes and lists in each other. Show it as raw text.`,
    { lineNumber, maxNestedBlocks: MAX_NESTED_BLOCKS },
  );
}

function tooManyMarks(lineNumber: number): MarkdownLimitError {
  return new MarkdownLimitError(
    'nesting',
    `The paragraph at line ${lineNumber} has more than ${MAX_INLINE_MARKS} characters of markup. Show it as raw text.`,
    { lineNumber, maxInlineMarks: MAX_INLINE_MARKS },
  );
}
