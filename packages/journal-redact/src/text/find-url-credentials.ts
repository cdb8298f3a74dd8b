import { type Finder, type Finding, RANK } from './finding.js';
import { isPlaceholder } from './is-placeholder.js';
import { looksRandom } from './looks-random.js';

/** Longer user information does not occur. */
const AUTHORITY = /[^\s"'`<>\\\u0000-\u001f]{1,1024}/y;
/** A password with a `/` in it, unless it is a port with a path behind it. */
const WITH_SLASH = /^[^/:@]*:(?!\d+\/)[^@]+@[\w.-]+(?::\d+)?(?:[/?]|$)/;
const MIN_TOKEN_LENGTH = 16;
/** In the place of a password it says that the token stands in the place of the user. */
const TOKEN_IS_USER = 'x-oauth-basic';

/** The password of `scheme://user:password@host`, or a token in the place of the user. */
export const findUrlCredentials: Finder = ({ text }, literalAt, end) => {
  AUTHORITY.lastIndex = end;
  const url = AUTHORITY.exec(text)?.[0];
  if (url === undefined || !url.includes('@')) return undefined;
  const authority = url.split(/[/?#]/, 1)[0] as string;
  const at = authority.includes('@')
    ? authority.lastIndexOf('@')
    : WITH_SLASH.test(url)
      ? url.indexOf('@')
      : -1;
  const finding = at === -1 ? undefined : inUserInformation(url.slice(0, at), end);
  return finding && { ...finding, contextFrom: literalAt };
};

function inUserInformation(information: string, from: number): Finding | undefined {
  const colon = information.indexOf(':');
  const isUser = information.slice(colon + 1) === TOKEN_IS_USER;
  const secret = isUser ? information.slice(0, colon) : information.slice(colon + 1);
  if (isPlaceholder(secret)) return undefined;
  if (colon === -1 && (secret.length < MIN_TOKEN_LENGTH || !looksRandom(secret))) return undefined;
  const start = isUser ? from : from + colon + 1;
  return { from: start, to: start + secret.length, kind: 'url-password', rank: RANK.placed };
}
