/**
 * Words that some YAML reader takes for a boolean, nothing or (e0, in yaml 1.1) a number.
 * Source: YAML 1.1 types bool and null, YAML 1.2 core schema.
 */
const KEYWORD = /^(?:y|n|yes|no|on|off|true|false|null|e[+-]?[\d_]+)$/i;

/** Letters first, then a set that means nothing to YAML; a colon only before something that is no space. */
const LETTER_FIRST = /^\p{L}(?:[\p{L}\p{M}\p{Nd} ._/+@(),;=~'"!?$%&*-]|:(?=[\p{L}\p{M}\p{Nd}._/+@-]))*$/u;

/** Characters of a name or version that begins with a digit. */
const DIGIT_FIRST = /^\d[A-Za-z\d._/+-]*$/;

/** A letter that no number or time of any reader contains: they have e, t, z, and x, o or b after a zero. */
const TELLING_LETTER = /[ac-df-np-su-wy]/i;

/** Versions of three parts and more are no numbers anywhere, those of two parts are. */
const DOTTED = /^\d+(?:\.\d+){2,}$/;

/**
 * Whether a text can stand in frontmatter without quotes: YAML 1.1 and 1.2 readers (js-yaml from 3, yaml,
 * PyYAML) give exactly this text back.
 */
export function isPlainSafe(text: string): boolean {
  if (text.endsWith(' ')) return false;
  if (LETTER_FIRST.test(text)) return !KEYWORD.test(text);
  if (!DIGIT_FIRST.test(text)) return false;
  return DOTTED.test(text) || (TELLING_LETTER.test(text) && !/^0[xob]/i.test(text));
}
