import type { Options } from 'mdast-util-from-markdown';

/** An extension of the parser's syntax. The parser's own types are those of a package that is not ours to import. */
export type SyntaxExtension = NonNullable<Options['extensions']>[number];
export type Construct = Extract<NonNullable<SyntaxExtension['text']>[number], { tokenize: unknown }>;
export type Tokenizer = Construct['tokenize'];
/** One run of a parser over a document or over the text of one block. */
export type TokenizeContext = ThisParameterType<Tokenizer>;
export type TokenState = ReturnType<Tokenizer>;
/** A UTF-16 code unit, a negative number for a line ending or a tab, `null` at the end. */
export type CharacterCode = Parameters<TokenState>[0];

/** The same construct at each of some characters. */
export function constructsAt(characters: string, construct: Construct): Record<number, Construct> {
  return Object.fromEntries([...characters].map((character) => [character.charCodeAt(0), construct]));
}
