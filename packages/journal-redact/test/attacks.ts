import { TOKEN_RULES } from '../src/tokens/token-rules.js';

/** What comes near to what a finder looks for, and is repeated to make it look again and again. */
const NEAR_MISSES: readonly string[] = [
  ...'password= password=" password=\' password=` password: password:" "password" "password":" "password","'.split(
    ' ',
  ),
  ...'password=\\" password=\\\\" \\"password\\":\\" password=\\\' password%3D password=> password:= password=<'.split(
    ' ',
  ),
  ...'--password -password <password> <password></ password= password=${ password={{ password=; password=,a='.split(
    ' ',
  ),
  ...'Authorization: Authorization:" Authorization:Digest Cookie: Cookie:" Cookie=a; Set-Cookie:\\'.split(
    ' ',
  ),
  ...'://a: ://a:b/ ://a:b@ ://:@ ://a@ a://b ://a:1/ https://a:b@c: ://%3A'.split(' '),
  ...'eyJ eyJ. eyJa. eyJ.eyJ eyJa-eyJ -eyJ eyJhbGciOi eyJaaaaaaaaaa.'.split(' '),
  ...'key token secret api_key key_ _key key- token_ pin: pin=1 sid= sig auth auth= login pass'.split(' '),
  ...'[redacted: [redacted:] \\u00 \\u001b[31m %3D \\n \\nPASSWORD= **password** sk- hf_ ghp_ AKIA xoxb- 00a s.a'.split(
    ' ',
  ),
  'password "',
  'password, "',
  'password \\"',
  '"password", "',
  '--password ',
  '--password -',
  'login a password ',
  'machine a login b password ',
  'Bearer ',
  'Bearer  ',
  'Bearer a1',
  'Basic ',
  'Basic aaaaaaaa',
  'Basic dXNlcjpwYXNz',
  'Authorization: Bearer ',
  'Authorization: Digest a="b", ',
  'Authorization: AWS4-HMAC-SHA256 a=b,',
  'Cookie: a=b; ',
  '-----BEGIN ',
  '-----BEGIN PRIVATE KEY-----',
  '-----BEGIN RSA PRIVATE KEY-----\n',
  '-----BEGIN PRIVATE KEY-----\\n',
  '-----END ',
  '-----BEGIN PRIVATE KEY----- -----END ',
  'key key key ',
  'token token ',
  'key: "key: "',
  'key = ( key ',
  'secret: ',
  'secret: missing ',
  '\npassword: ',
  '\npassword: a b',
  'password: a\\n',
  '\u001b[31mpassword\u001b[0m=\u001b[1m',
  '\\u001b[31mpassword\\u001b[0m=\\u001b[1m',
];

/** Characters of which finders read many. */
const CHARACTERS: readonly string[] = [...'aAz09_-.\\"\'`=:/@%<>[{(*;,&+~ \n\té', '😀'];

/** Of them those of which values are made, and those that end them. */
const RUNS: readonly string[] = [...'a0\\"= \n<.'];

/** What begins something that a run of one of these may go on with. */
const BEGINNINGS: readonly string[] = [
  'password=',
  'password="',
  'password=\\"',
  'Cookie: ',
  'Authorization: ',
  'Bearer ',
  'Basic ',
  '://',
  '://a:',
  '<password>',
  '-----BEGIN PRIVATE KEY-----',
  'eyJ',
  'token ',
];

/** A kind of text that is made to take long. */
export interface Attack {
  name: string;
  /** @param length - in characters, about */
  build: (length: number) => string;
}

export const ATTACKS: readonly Attack[] = [
  ...[...NEAR_MISSES, ...CHARACTERS, ...startsOfRules()].map(repeated),
  ...BEGINNINGS.flatMap((beginning) =>
    RUNS.map((character): Attack => {
      const run = repeated(character);
      return { name: `${beginning} and ${run.name}`, build: (length) => beginning + run.build(length) };
    }),
  ),
  { name: 'quotes behind ever more backslashes', build: quotesInQuotes },
  { name: 'brackets that are opened', build: (length) => `${'{"a":'.repeat(length / 5)}1` },
];

/** Of rules that read back; that the others hardly do is tested where they are. */
function startsOfRules(): string[] {
  return TOKEN_RULES.flatMap(({ starts, before }) => (before === undefined ? [] : starts.slice(0, 1)));
}

function repeated(piece: string): Attack {
  const name = `${JSON.stringify(piece)}, repeated`;
  return { name, build: (length) => piece.repeat(Math.ceil(length / piece.length)) };
}

function quotesInQuotes(length: number): string {
  let text = '';
  for (let depth = 0; text.length < length; depth = (depth + 1) % 40)
    text += `password=${'\\'.repeat(depth)}"`;
  return text;
}
