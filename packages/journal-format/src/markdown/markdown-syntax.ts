/** ASCII punctuation: what a backslash escapes. Source: CommonMark 0.31.2, section 2.4. */
export const PUNCTUATION = /[!-/:-@[-`{-~]/;

/** What may be a character reference; whether a name exists is not looked up. */
export const CHARACTER_REFERENCE = /&(?=#\d{1,7};|#[xX][\da-fA-F]{1,6};|[a-zA-Z][a-zA-Z\d]{0,30};)/g;

/**
 * Names of elements that begin an HTML block without their tag being complete.
 * Source: CommonMark 0.31.2, section 4.6, condition 6.
 */
const BLOCK_ELEMENTS =
  'address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|' +
  'div|dl|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|' +
  'li|link|main|menu|menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td|' +
  'tfoot|th|thead|title|tr|track|ul';

/**
 * The beginning of an HTML block of the conditions 1 to 6. A complete tag (condition 7) is inline HTML too.
 * Source: CommonMark 0.31.2, section 4.6.
 */
export const HTML_BLOCK_START = new RegExp(
  `^<(?:(?:script|pre|style|textarea)(?=[\\t\\n\\r >]|$)|!--|\\?|![a-z]|!\\[CDATA\\[|/?(?:${BLOCK_ELEMENTS})(?=[\\t\\n\\r >]|/>|$))`,
  'i',
);

const EQUALS = '[\\t\\n\\r ]*=[\\t\\n\\r ]*';

/**
 * An open or closing tag, or an autolink. Source: CommonMark 0.31.2, sections 6.5 and 6.6. At the start of a
 * block the parser takes `<a b=c=d>` for a tag too. Source: micromark, `html-flow`.
 */
export const TAG_OR_AUTOLINK = new RegExp(
  [
    `<[a-z][a-z\\d-]*(?:[\\t\\n\\r ]+[a-z_:][\\w.:-]*(?:${EQUALS}[^\\t\\n\\r "'=<>\`]+)*(?:${EQUALS}(?:"[^"]*"|'[^']*'))?)*[\\t\\n\\r ]*/?>`,
    '</[a-z][a-z\\d-]*[\\t\\n\\r ]*>',
    '<[a-z][a-z\\d+.-]{1,31}:[^\\0-\\x20\\x7f<>]*>',
    "<[a-z\\d.!#$%&'*+/=?^_`{|}~-]+@[a-z\\d](?:[a-z\\d-]{0,61}[a-z\\d])?(?:\\.[a-z\\d](?:[a-z\\d-]{0,61}[a-z\\d])?)*>",
  ].join('|'),
  'iy',
);
