import type { FoundName } from '../find-name.js';
import type { Finding, ScanState } from '../finding.js';
import { readValue } from '../read-value.js';
import { COLOUR } from '../terminal-colour.js';
import { readAuthorization, readHeaderLine } from './header-value.js';
import { isSecretValue } from './is-secret-value.js';
import { namedFinding } from './named-finding.js';
import { readWholeLine } from './whole-line.js';

const CLOSING = String.raw`(?:\\{0,15}["'\x60]|\*{1,2}|[\])}]|${COLOUR})`;
/** Between a name and its value: quotes and brackets that close, the sign, and colours. */
const SIGN = new RegExp(
  String.raw`(${CLOSING}{0,4})[ \t]{0,4}(=>|:=|={1,3}|:|%3[Dd]|%3[Aa])((?:[ \t]|\*{1,2}|${COLOUR}){0,8})`,
  'y',
);

/** `name=value`, `"name": "value"`, `Name: value` */
export function findAfterSign(state: ScanState, name: FoundName): Finding | undefined {
  const { text } = state;
  SIGN.lastIndex = name.to;
  const [, closing = '', sign = '', space = ''] = SIGN.exec(text) ?? [];
  if (sign === '') return undefined;
  const from = SIGN.lastIndex;
  const { kind } = name.verdict;
  if (kind === 'authorization') return readAuthorization(text, from, kind);
  if (kind === 'cookie') return readHeaderLine(text, from, kind);
  const value = readWholeLine(state, name, { from, space }) ?? readValue(text, from);
  if (value === undefined) return undefined;
  const isProse = sign === ':' && space !== '' && closing === '' && !value.isQuoted;
  return isSecretValue(text, value, name, isProse) ? namedFinding(value, kind) : undefined;
}
