import type { PhrasingContent } from 'mdast';
import { writeCodeSpan } from './write-code-span.js';
import { isAutolink, writeAutolink, writeReferenceLabel, writeResource } from './write-resource.js';

/** A character of text: every character means itself. The other kinds are markup. */
export const TEXT = 0;
/** Markup that is opaque to the text around it. */
export const FIXED = 1;
/** The marker that begins or ends emphasis, strong or strikethrough. */
export const ATTENTION_OPEN = 2;
export const ATTENTION_CLOSE = 3;
/** The bracket that begins or ends the text of a link, an image or a reference. */
export const LABEL_OPEN = 4;
export const LABEL_CLOSE = 5;

/** How a character of text is written that cannot be written as it is: behind a backslash, as a character reference. */
export const BACKSLASH = 1;
export const REFERENCE = 2;

/** Where inline content stands. A heading and a cell are one line. */
export type InlineContext = 'paragraph' | 'heading' | 'cell';

/** What the rules of escaping need to know about the place of inline content. */
export interface InlinePlace {
  context: InlineContext;
  /** Whether it begins a block; false behind a check box. */
  startsBlock: boolean;
  /** Whether it begins a list item that has no check box. */
  startsListItem: boolean;
  /** The labels that the document defines, in the form of `normalizeLabel`; footnotes with `^`. */
  labels: ReadonlySet<string>;
}

/** Inline content as one string, with what each character is and how it is written. */
export interface InlineSource {
  place: InlinePlace;
  /** Everything as it is written, but without any escape. */
  value: string;
  /** Kind of each character; absent: all are text. */
  kinds: Uint8Array | undefined;
  /** How each character is written. */
  marks: Uint8Array;
  /** Where each node without children stands, and the target of each link. */
  spans: { node: PhrasingContent; start: number; end: number }[];
  /** Whether emphasis, strong or strikethrough is in it. */
  hasAttention: boolean;
  /** Whether some of it is nested or touches another, so that `_` may be taken instead of `*`. */
  mixesMarkers: boolean;
}

/** Lays inline content out as one string, so that rules see each character with its neighbours. */
export function buildInlineSource(nodes: readonly PhrasingContent[], place: InlinePlace): InlineSource {
  const builder = new SourceBuilder(place);
  builder.addAll(nodes);
  return builder.finish();
}

/** The source of one plain text. */
export function plainInlineSource(value: string, place: InlinePlace): InlineSource {
  const marks = new Uint8Array(value.length);
  return { place, value, kinds: undefined, marks, spans: [], hasAttention: false, mixesMarkers: false };
}

/** What the character at `index` is. */
export function kindAt(source: InlineSource, index: number): number {
  return source.kinds === undefined ? TEXT : (source.kinds[index] ?? FIXED);
}

class SourceBuilder {
  private value = '';
  private readonly pieces: { kind: number; end: number }[] = [];
  private readonly spans: InlineSource['spans'] = [];
  private hasAttention = false;
  private mixesMarkers = false;
  private attentionDepth = 0;

  constructor(private readonly place: InlinePlace) {}

  addAll(nodes: readonly PhrasingContent[]): void {
    for (const node of nodes) this.add(node);
  }

  finish(): InlineSource {
    const { place, value, pieces, spans, hasAttention, mixesMarkers } = this;
    const marks = new Uint8Array(value.length);
    const source = { place, value, kinds: undefined, marks, spans, hasAttention, mixesMarkers };
    if (!pieces.some((piece) => piece.kind !== TEXT)) return source;
    const kinds = new Uint8Array(value.length);
    let start = 0;
    for (const piece of pieces) {
      kinds.fill(piece.kind, start, piece.end);
      start = piece.end;
    }
    return { ...source, kinds };
  }

  private add(node: PhrasingContent): void {
    const oneLine = this.place.context !== 'paragraph';
    switch (node.type) {
      case 'text':
        this.addLeaf(node, TEXT, node.value);
        return;
      case 'emphasis':
        this.addAttention('*', node.children);
        return;
      case 'strong':
        this.addAttention('**', node.children);
        return;
      case 'delete':
        this.addAttention('~~', node.children);
        return;
      case 'inlineCode': {
        const written = writeCodeSpan(node.value, this.place.context);
        // What no code span can say is written as text: the words matter more than their look.
        if (written === undefined) this.addLeaf(node, TEXT, node.value);
        else this.addLeaf(node, FIXED, written);
        return;
      }
      case 'link':
        if (isAutolink(node, this.place.context)) {
          this.addLeaf(node, FIXED, writeAutolink(node));
          return;
        }
        this.push(LABEL_OPEN, '[');
        this.addAll(node.children);
        this.push(LABEL_CLOSE, ']');
        this.addLeaf(node, FIXED, writeResource(node, this.place.context));
        return;
      case 'linkReference':
        this.push(LABEL_OPEN, '[');
        this.addAll(node.children);
        this.push(LABEL_CLOSE, ']');
        this.addLeaf(node, FIXED, `[${writeReferenceLabel(node)}]`);
        return;
      case 'image':
        this.addImage(node, node.alt, writeResource(node, this.place.context));
        return;
      case 'imageReference':
        this.addImage(node, node.alt, `[${writeReferenceLabel(node)}]`);
        return;
      case 'footnoteReference':
        this.addLeaf(node, FIXED, `[^${writeReferenceLabel(node)}]`);
        return;
      case 'break':
        this.addLeaf(node, FIXED, oneLine ? ' ' : '\\\n');
        return;
      case 'html':
        this.addLeaf(node, FIXED, oneLine ? oneLineHtml(node.value, this.place.context) : node.value);
        return;
      default:
        throw new TypeError(`Inline markdown has no form for a node of type ${describeType(node)}.`);
    }
  }

  private addAttention(marker: string, children: readonly PhrasingContent[]): void {
    this.hasAttention = true;
    if (this.attentionDepth > 0 || this.pieces.at(-1)?.kind === ATTENTION_CLOSE) this.mixesMarkers = true;
    this.attentionDepth += 1;
    this.push(ATTENTION_OPEN, marker);
    this.addAll(children);
    this.push(ATTENTION_CLOSE, marker);
    this.attentionDepth -= 1;
  }

  private addImage(node: PhrasingContent, alt: string | null | undefined, target: string): void {
    const start = this.value.length;
    this.push(FIXED, '!');
    this.push(LABEL_OPEN, '[');
    this.push(TEXT, alt ?? '');
    this.push(LABEL_CLOSE, ']');
    this.push(FIXED, target);
    this.spans.push({ node, start, end: this.value.length });
  }

  private addLeaf(node: PhrasingContent, kind: number, written: string): void {
    this.spans.push({ node, start: this.value.length, end: this.value.length + written.length });
    this.push(kind, written);
  }

  private push(kind: number, written: string): void {
    if (written === '') return;
    this.value += written;
    this.pieces.push({ kind, end: this.value.length });
  }
}

function oneLineHtml(value: string, context: InlineContext): string {
  const line = value.replace(/\r\n|\r|\n/g, ' ');
  return context === 'cell' ? line.replace(/\|/g, '\\|') : line;
}

function describeType(node: unknown): string {
  return String((node as { type?: unknown }).type);
}
