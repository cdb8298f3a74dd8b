/** Regular expression of what turns a terminal's colour on or off, also where it is escaped. */
export const COLOUR = String.raw`(?:\u001b|\\u001b|\\x1b|\\e|\\033)\[[\d;]{0,12}m`;
