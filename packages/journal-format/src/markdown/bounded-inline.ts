import { MAX_INLINE_MARKS, MAX_UNCLOSED_TARGETS, MarkdownLimitError } from './markdown-limits.js';
import {
  type CharacterCode,
  constructsAt,
  type SyntaxExtension,
  type TokenizeContext,
  type Tokenizer,
  type TokenState,
} from './syntax-extension.js';

const UNDERSCORE = 95;
const RIGHT_BRACKET = 93;

/**
 * A syntax of nothing: it counts what makes a parser slow in one paragraph, heading or cell and refuses more than
 * a log ever has. It is asked where markup may begin, so that code, which may look the same, does not count.
 */
export function boundedInline(): SyntaxExtension {
  const marks = new WeakMap<TokenizeContext, number>();
  const targets = new WeakMap<TokenizeContext, number>();

  const countMarks: Tokenizer = function (effects, _ok, nok) {
    const { previous } = this;
    let count = marks.get(this) ?? 0;
    // A run is asked about once.
    const countRun =
      (first: CharacterCode): TokenState =>
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
  // A parenthesis behind a bracket is asked about only where it began no target.
  const countTarget: Tokenizer = function (_effects, _ok, nok) {
    const isEscaped = this.events.at(-1)?.[1].type === 'characterEscape';
    if (this.previous !== RIGHT_BRACKET || isEscaped) return nok;
    const count = (targets.get(this) ?? 0) + 1;
    targets.set(this, count);
    if (count > MAX_UNCLOSED_TARGETS) throw tooManyTargets(this.now().line);
    return nok;
  };
  return {
    text: {
      ...constructsAt('*_~[]!', { tokenize: countMarks }),
      ...constructsAt('(', { tokenize: countTarget }),
    },
  };
}

function isLetterOrDigit(code: number): boolean {
  return /[A-Za-z0-9]/.test(String.fromCharCode(code));
}

function tooManyMarks(lineNumber: number): MarkdownLimitError {
  return new MarkdownLimitError(
    'nesting',
    `The paragraph at line ${lineNumber} has more than ${MAX_INLINE_MARKS} characters of markup. Show it as raw text.`,
    { lineNumber, maxInlineMarks: MAX_INLINE_MARKS },
  );
}

function tooManyTargets(lineNumber: number): MarkdownLimitError {
  return new MarkdownLimitError(
    'nesting',
    `The paragraph at line ${lineNumber} has more than ${MAX_UNCLOSED_TARGETS} links whose target does not end. Close them, or show it as raw text.`,
    { lineNumber, maxUnclosedTargets: MAX_UNCLOSED_TARGETS },
  );
}
