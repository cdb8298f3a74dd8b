import {
  type CharacterCode,
  constructsAt,
  type SyntaxExtension,
  type TokenizeContext,
  type Tokenizer,
  type TokenState,
} from './syntax-extension.js';

const HYPHEN = 45;
const GREATER_THAN = 62;
const QUESTION_MARK = 63;
const RIGHT_BRACKET = 93;
const BACKTICK = 96;

type HtmlEnd = 'comment' | 'instruction' | 'cdata' | 'declaration';

/** How HTML begins that has an end of its own. Source: CommonMark 0.31.2, section 6.6. */
const HTML_OPENERS: Record<HtmlEnd, RegExp> = {
  comment: /^<!--$/,
  instruction: /^<\?$/,
  cdata: /^<!\[CDATA\[$/,
  declaration: /^<![a-z]$/i,
};
const HTML_KINDS = Object.keys(HTML_OPENERS) as HtmlEnd[];
const LONGEST_OPENER = '<![CDATA['.length;

/** Where something stands for the last time in a text: what ends HTML, and runs of backticks by their length. */
interface LastEnds {
  html: Map<HtmlEnd, number>;
  backticks: Map<number, number>;
}

/**
 * A syntax of what a parser takes for text in the end: code and HTML that nothing closes. Without it a parser looks
 * for the close of each up to the end of the text; with it the text is looked through once.
 */
export function unclosedMarkup(): SyntaxExtension {
  const texts = new WeakMap<TokenizeContext, LastEnds>();

  /** The first opener of a text is left to the parser: meanwhile the text is looked through. */
  const withEnds = (tokenizerOf: (ends: LastEnds) => Tokenizer): Tokenizer =>
    function (effects, ok, nok) {
      const ends = texts.get(this);
      if (ends !== undefined) return tokenizerOf(ends).call(this, effects, ok, nok);
      const found: LastEnds = { html: new Map(), backticks: new Map() };
      texts.set(this, found);
      return findEnds(found).call(this, effects, ok, nok);
    };
  return {
    text: {
      ...constructsAt('<', { tokenize: withEnds(unclosedHtml) }),
      ...constructsAt('`', { tokenize: withEnds(unclosedCode), previous: beginsRun }),
    },
  };
}

function beginsRun(this: TokenizeContext, previous: CharacterCode): boolean {
  return previous !== BACKTICK || this.events.at(-1)?.[1].type === 'characterEscape';
}

/** Looks the rest of a text through and takes nothing of it. */
function findEnds({ html, backticks }: LastEnds): Tokenizer {
  return function (effects, _ok, nok) {
    let beforeLast: CharacterCode = null;
    let last: CharacterCode = null;
    let runLength = 0;
    const look: TokenState = (code) => {
      const { offset } = this.now();
      if (code === BACKTICK) runLength += 1;
      else if (last === BACKTICK) {
        backticks.set(runLength, offset - runLength);
        runLength = 0;
      }
      if (code === null) return nok(code);
      if (code === GREATER_THAN) {
        html.set('declaration', offset);
        if (last === QUESTION_MARK) html.set('instruction', offset);
        if (last === HYPHEN && beforeLast === HYPHEN) html.set('comment', offset);
        if (last === RIGHT_BRACKET && beforeLast === RIGHT_BRACKET) html.set('cdata', offset);
      }
      beforeLast = last;
      last = code;
      effects.consume(code);
      return look;
    };
    return (code) => {
      effects.enter('data');
      return look(code);
    };
  };
}

function unclosedCode({ backticks }: LastEnds): Tokenizer {
  return function (effects, ok, nok) {
    const { offset } = this.now();
    let length = 0;
    const run: TokenState = (code) => {
      if (code === BACKTICK) {
        length += 1;
        effects.consume(code);
        return run;
      }
      if ((backticks.get(length) ?? 0) > offset) return nok(code);
      effects.exit('data');
      return ok(code);
    };
    return (code) => {
      effects.enter('data');
      return run(code);
    };
  };
}

function unclosedHtml(ends: LastEnds): Tokenizer {
  return (effects, ok, nok) => {
    const takeAsText: TokenState = (code) => {
      effects.enter('data');
      effects.consume(code);
      effects.exit('data');
      return ok;
    };
    return effects.check({ tokenize: unclosedOpener(ends) }, takeAsText, nok);
  };
}

function unclosedOpener({ html }: LastEnds): Tokenizer {
  return function (effects, ok, nok) {
    const { offset } = this.now();
    let opener = '';
    const read: TokenState = (code) => {
      if (code === null || code < 0 || opener.length === LONGEST_OPENER) return nok(code);
      opener += String.fromCharCode(code);
      const kind = HTML_KINDS.find((candidate) => HTML_OPENERS[candidate].test(opener));
      if (kind !== undefined) return (html.get(kind) ?? 0) > offset ? nok(code) : ok(code);
      effects.consume(code);
      return read;
    };
    return (code) => {
      effects.enter('data');
      return read(code);
    };
  };
}
