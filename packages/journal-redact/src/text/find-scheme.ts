import { type Finder, RANK } from './finding.js';
import { isPlaceholder } from './is-placeholder.js';

const BEARER = /[ \t]+([\w.~+/=:%-]{8,4096})/y;
const BASIC = /[ \t]+([A-Za-z\d+/]{8,4096}={0,2})/y;
const DIGIT = /\d/;

/** What follows the word `Bearer`: in prose that is a word without digits. */
export const findBearer: Finder = ({ text }, at, end) => {
  BEARER.lastIndex = end;
  const credential = BEARER.exec(text)?.[1];
  if (credential === undefined || !(DIGIT.test(credential) || credential.length >= 20)) return undefined;
  if (isPlaceholder(credential)) return undefined;
  const to = BEARER.lastIndex;
  return { from: to - credential.length, to, contextFrom: at, kind: 'bearer-token', rank: RANK.placed };
};

/** What follows the word `Basic`, if it is a user and a password in base64. */
export const findBasic: Finder = ({ text }, at, end) => {
  BASIC.lastIndex = end;
  const credential = BASIC.exec(text)?.[1];
  if (credential === undefined || !isUserAndPassword(credential)) return undefined;
  const to = BASIC.lastIndex;
  return { from: to - credential.length, to, contextFrom: at, kind: 'basic-auth', rank: RANK.placed };
};

function isUserAndPassword(base64: string): boolean {
  try {
    return /^[\x20-\x7e]*:[\x20-\x7e]*$/.test(atob(base64));
  } catch {
    return false;
  }
}
