import {
  MAX_COPIED_EVENTS,
  MAX_DEFINITIONS,
  MAX_NESTED_BLOCKS,
  MAX_SEARCHED_EVENTS,
  MarkdownLimitError,
} from './markdown-limits.js';
import {
  constructsAt,
  type SyntaxExtension,
  type TokenizeContext,
  type Tokenizer,
} from './syntax-extension.js';

/** `>`, the bullets, the digits, and `[` of a footnote. */
const CONTAINER_STARTS = '>*+-0123456789[';
const CONTAINERS: ReadonlySet<string> = new Set([
  'blockQuote',
  'listOrdered',
  'listUnordered',
  'gfmFootnoteDefinition',
]);

const AROUND_PARAGRAPH: ReadonlySet<string> = new Set(['content', 'lineEnding', 'linePrefix']);

/** Containers that are open, and that have ended, up to one place in the events of a document. */
interface Tally {
  index: number;
  open: number;
  ended: number;
}

/** What was counted in a document up to one line of it. */
interface Counts {
  line: number;
  column: number;
  /** Containers that may begin on the line. */
  begun: number;
  ended: number;
  /** The tallies behind the last two lines, the earlier one first: the events before that do not change any more. */
  settled: readonly [Tally, Tally];
  searchedEvents: number;
}

const NOTHING: Tally = { index: 0, open: 0, ended: 0 };

/**
 * A syntax of nothing: it counts what makes a parser slow in the blocks of a document and refuses more than a log
 * ever has. It is asked where a block may begin, so that code, which may look the same, does not count.
 */
export function boundedBlocks(): SyntaxExtension {
  const documents = new WeakMap<TokenizeContext, Counts>();
  const countCopy = copyCounter();

  const countsAt = (document: TokenizeContext): Counts => {
    const { line } = document.now();
    const last = documents.get(document);
    if (last?.line === line) return last;
    const counts = beginLine(document, line, last);
    documents.set(document, counts);
    if (counts.ended > (last?.ended ?? 0)) countCopy(document);
    return counts;
  };
  const countLine: Tokenizer = function (_effects, _ok, nok) {
    countsAt(this);
    return nok;
  };
  const countContainer: Tokenizer = function (_effects, _ok, nok) {
    beginContainer(this, countsAt(this));
    assertFewDefinitions(this);
    return nok;
  };
  const countUnderline: Tokenizer = function (_effects, _ok, nok) {
    if (followsParagraph(this)) countCopy(this);
    return nok;
  };
  const countDefinition: Tokenizer = function (_effects, _ok, nok) {
    assertFewDefinitions(this);
    return nok;
  };
  return {
    document: {
      null: { tokenize: countLine },
      ...constructsAt(CONTAINER_STARTS, { tokenize: countContainer }),
    },
    contentInitial: constructsAt('[', { tokenize: countDefinition }),
    flow: constructsAt('=-', { tokenize: countUnderline }),
  };
}

/** Counts the events of whole documents: what is in quotes and items has a context of its own. */
function copyCounter(): (context: TokenizeContext) => void {
  const copiedEvents = new WeakMap<TokenizeContext['parser'], number>();
  return (context) => {
    const count = (copiedEvents.get(context.parser) ?? 0) + context.events.length;
    copiedEvents.set(context.parser, count);
    if (count > MAX_COPIED_EVENTS) throw tooManyBlocks(context.now().line);
  };
}

function beginLine(document: TokenizeContext, line: number, last: Counts | undefined): Counts {
  const [earlier, later] = last?.settled ?? [NOTHING, NOTHING];
  const { now, behindLine } = tally(document, earlier);
  const searched = document.parser.lazy[line - 1] === true ? flowEvents(document) : 0;
  const searchedEvents = (last?.searchedEvents ?? 0) + searched;
  if (searchedEvents > MAX_SEARCHED_EVENTS) throw tooManyLazyLines(line);
  return { line, column: 0, begun: 0, ended: now.ended, settled: [later, behindLine], searchedEvents };
}

function tally({ events }: TokenizeContext, from: Tally): { now: Tally; behindLine: Tally } {
  const now = { ...from };
  let behindLine = from;
  for (; now.index < events.length; now.index += 1) {
    const [kind, { type }] = events[now.index] ?? ['exit', { type: 'data' }];
    if (CONTAINERS.has(type)) {
      now.open += kind === 'enter' ? 1 : -1;
      if (kind === 'exit') now.ended += 1;
    } else if (type === 'chunkFlow' && kind === 'exit') {
      behindLine = { ...now, index: now.index + 1 };
    }
  }
  return { now, behindLine };
}

/** How much was parsed of the blocks that the last line belongs to. */
function flowEvents({ events }: TokenizeContext): number {
  const chunk = events.findLast(([, { type }]) => type === 'chunkFlow');
  return chunk?.[1]._tokenizer?.events.length ?? 0;
}

/** Whether the line before belongs to a paragraph, of which an underline makes a heading. */
function followsParagraph({ events }: TokenizeContext): boolean {
  return events.findLast(([, { type }]) => !AROUND_PARAGRAPH.has(type))?.[1].type === 'paragraph';
}

function beginContainer(document: TokenizeContext, counts: Counts): void {
  const { column } = document.now();
  // A place is asked about more than once.
  if (column <= counts.column) return;
  counts.column = column;
  counts.begun += 1;
  // Each container is at least one column wide.
  const isDeep =
    column > MAX_NESTED_BLOCKS && tally(document, counts.settled[0]).now.open >= MAX_NESTED_BLOCKS;
  if (isDeep || counts.begun > MAX_NESTED_BLOCKS) throw tooDeepBlocks(counts.line);
}

function assertFewDefinitions(context: TokenizeContext): void {
  const { defined, gfmFootnotes = [] } = context.parser;
  if (defined.length + gfmFootnotes.length > MAX_DEFINITIONS) throw tooManyDefinitions(context.now().line);
}

function tooDeepBlocks(lineNumber: number): MarkdownLimitError {
  return new MarkdownLimitError(
    'nesting',
    `Line ${lineNumber} has more than ${MAX_NESTED_BLOCKS} quotes and lists in each other. Show it as raw text.`,
    { lineNumber, maxNestedBlocks: MAX_NESTED_BLOCKS },
  );
}

function tooManyBlocks(lineNumber: number): MarkdownLimitError {
  return new MarkdownLimitError(
    'length',
    `There are too many lists, quotes and underlined headings up to line ${lineNumber}: parsing them copies more than ${MAX_COPIED_EVENTS} events. Split the document, or show it as raw text.`,
    { lineNumber, maxCopiedEvents: MAX_COPIED_EVENTS },
  );
}

function tooManyLazyLines(lineNumber: number): MarkdownLimitError {
  return new MarkdownLimitError(
    'length',
    `There are too many lines up to line ${lineNumber} that go on with a quote or an item without its mark. Write the mark on each of them, or show it as raw text.`,
    { lineNumber, maxSearchedEvents: MAX_SEARCHED_EVENTS },
  );
}

function tooManyDefinitions(lineNumber: number): MarkdownLimitError {
  return new MarkdownLimitError(
    'length',
    `There are more than ${MAX_DEFINITIONS} definitions up to line ${lineNumber}. Split the document, or show it as raw text.`,
    { lineNumber, maxDefinitions: MAX_DEFINITIONS },
  );
}
