import { type Finder, RANK } from './finding.js';

const BEGIN = /-----BEGIN [A-Z\d ]{0,40}PRIVATE KEY(?: BLOCK)?-----/y;
const END = '-----END ';
const END_LINE = /-----END [A-Z\d ]{0,60}-----/y;
/** What a block that was cut off goes on with. */
const REST = /(?:[A-Za-z\d+/=:,. \t\r\n-]|\\+[nr])*/y;

/** A private key in PEM form, whole; one that was cut off to the end of what may belong to it. */
export const findPem: Finder = (state, at) => {
  const { text } = state;
  BEGIN.lastIndex = at;
  if (at < state.pemEnd || !BEGIN.test(text)) return undefined;
  state.pemEnd = endOf(text, BEGIN.lastIndex);
  return { from: at, to: state.pemEnd, kind: 'private-key', rank: RANK.shaped };
};

function endOf(text: string, from: number): number {
  const end = text.indexOf(END, from);
  if (end === -1) {
    REST.lastIndex = from;
    return REST.test(text) ? REST.lastIndex : from;
  }
  END_LINE.lastIndex = end;
  return END_LINE.test(text) ? END_LINE.lastIndex : end + END.length;
}
