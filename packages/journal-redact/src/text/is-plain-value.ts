import { NAMING_FIELDS } from '../constants.js';

/** `"outcome":` and the quote of its value. */
const FIELD = /"(\w{1,32})"[ \t]*:[ \t]*"$/;
const LONGEST_FIELD = 48;
/** The end of a value with which its object ends, or goes on with another field. */
const VALUE_END = /"\s*(?:\}|,\s*"[^"\\]{0,64}"\s*:)/y;

/**
 * Whether a word in JSON text is all that a field says, as in `"outcome":"pass"`: then it is no name of anything,
 * unless the field is one that names what stands beside it.
 */
export function isPlainValue(json: string, { from, to }: { from: number; to: number }): boolean {
  const field = FIELD.exec(json.slice(Math.max(0, from - LONGEST_FIELD), from))?.[1];
  if (field === undefined || NAMING_FIELDS.includes(field)) return false;
  VALUE_END.lastIndex = to;
  return VALUE_END.test(json);
}
