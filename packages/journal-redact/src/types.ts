/** What is a secret, and what is none. */
export interface RedactionPolicy {
  /** Further names whose values are secrets, in any spelling: `companyPin`, `company_pin`. */
  keys?: readonly string[];
  /** Further secrets that are known by their shape. */
  rules?: readonly RedactionRule[];
  /**
   * Names of fields whose content is left out, in any spelling: of a prompt only its length is told,
   * `[not journaled: 120 characters]`. Applies to fields of values, not to words in texts.
   */
  omit?: readonly string[];
  /** What is let through although it looks like a secret. */
  allow?: {
    /** Names, in any spelling. */
    keys?: readonly string[];
    /** Regular expressions; a secret that one of them matches as a whole is let through. */
    patterns?: readonly (string | RegExp)[];
    /** What replacements call them: `pin`, `jwt`. */
    kinds?: readonly string[];
  };
}

/** A secret of one's own that is known by its shape. */
export interface RedactionRule {
  /** What replacements call it: lower-case words with hyphens, `acme-token`. */
  kind: string;
  /** Texts with which it begins, as they are written, at least three characters each: `acme_`. */
  starts: readonly string[];
  /**
   * Regular expression of what follows: `[A-Za-z0-9]{32}`. Groups in which something is repeated must not be repeated
   * themselves.
   */
  rest: string;
}

/** Takes secrets out of what is going to be written or sent. */
export interface Redactor {
  /**
   * The value without its secrets: of objects, arrays and maps with copies of those parts in which something is
   * replaced. The value itself, where there is nothing to replace; it is never changed.
   */
  redact<T>(value: T): T;

  /**
   * A quick look: false where `redact` certainly replaces nothing in the value, nor `redactJson` in what
   * `JSON.stringify` makes of it. True for whatever is not made of plain objects and arrays.
   */
  mayHaveSecrets(value: unknown): boolean;

  /**
   * The text as a JSON string, as `JSON.stringify` writes it, if it certainly has no secret and is no name of one; in
   * less time than both questions take. Undefined where it may have one, and for ill-formed Unicode.
   */
  quoteHarmless(text: string): string | undefined;

  /** The text without its secrets. */
  redactText(text: string): string;

  /**
   * JSON text without the secrets of what it says; the same string where there are none. Names of fields count as in
   * `redact`.
   *
   * @throws {SyntaxError} when it has suspicious parts and is no JSON
   */
  redactJson(json: string): string;

  /** For a text that comes in pieces: a secret may begin in one and end in another. */
  openStream(): RedactedStream;

  /** How many secrets were replaced, by kind. */
  readonly counts: Readonly<Record<string, number>>;
}

/** A text that comes in pieces. */
export interface RedactedStream {
  /** The next piece; gives back what is certain not to be a part of a secret, with the secrets in it replaced. */
  push(piece: string): string;
  /** The rest, when no further piece comes. */
  end(): string;
}
