/** Deeper values are replaced as a whole: nothing that people log is so deep, and a walk must end. */
export const MAX_DEPTH = 256;

/** A shorter number under the name of a password counts something. */
export const MIN_NUMBER_LENGTH = 4;

/** Names of fields that name a header, an option or a variable whose value stands in a field beside. */
export const NAMING_FIELDS: readonly string[] = ['name', 'key', 'header', 'field', 'variable', 'option'];
export const VALUE_FIELDS: readonly string[] = ['value', 'values', 'val', 'content', 'data'];
