import type { Secret } from './fixtures/read-fixtures.js';

type SecretClass = Secret['class'];

/** A way in which a secret gets into an event. */
export interface Placement {
  name: string;
  /** The secrets that are known there. */
  classes: readonly SecretClass[];
  /** The text as it is written there. Default: as it is. */
  encode?: (secret: string) => string;
  /** The data of an event. `field` is the name that the secret goes by. */
  build: (secret: string, field: string) => unknown;
  /** What is left of it, where more than the secret has to go. */
  buildRedacted?: (replacement: string, field: string) => unknown;
  /** The secrets that can be written so. Default: all of the classes. */
  suits?: (secret: string) => boolean;
  /** What is no JSON. */
  isValueOnly?: true;
}

const SHAPE: readonly SecretClass[] = ['shape'];
const SHAPE_OR_PEM: readonly SecretClass[] = ['shape', 'pem'];
const NAMED: readonly SecretClass[] = ['shape', 'name', 'pem'];
const ON_ONE_LINE: readonly SecretClass[] = ['shape', 'name'];

/** Where secrets are known by their shape, or by a name beside them. */
export const PLACEMENTS: readonly Placement[] = [
  {
    name: 'option with an equals sign',
    classes: ON_ONE_LINE,
    suits: isPlainWord,
    build: (secret, field) => ({ cmdline: `lmx serve --${kebab(field)}=${secret} --port 1234` }),
  },
  {
    name: 'option with a quoted value',
    classes: ON_ONE_LINE,
    suits: (secret) => !secret.includes("'"),
    build: (secret, field) => ({ cmdline: `lmx serve --${kebab(field)}='${secret}' --port 1234` }),
  },
  {
    name: 'list of arguments',
    classes: NAMED,
    build: (secret, field) => ({ argv: ['lmx', 'serve', `--${kebab(field)}`, secret, '--port', '1234'] }),
  },
  {
    name: 'dump of the environment',
    classes: ON_ONE_LINE,
    build: (secret, field) => ({ env: `HOME=/Users/a\n${field.toUpperCase()}=${secret}\nSHELL=/bin/zsh` }),
  },
  {
    name: 'query of a URL',
    classes: ON_ONE_LINE,
    encode: encodeURIComponent,
    build: (secret, field) => ({ url: `https://api.example.com/v1/pull?${field}=${secret}&rev=main` }),
  },
  {
    name: 'query of a URL under a name that says nothing',
    classes: SHAPE,
    encode: encodeURIComponent,
    build: (secret) => ({ url: `https://api.example.com/v1/pull?state=${secret}&rev=main` }),
  },
  {
    name: 'user information of a URL',
    classes: SHAPE,
    encode: encodeURIComponent,
    build: (secret) => ({ remote: `https://oauth2:${secret}@git.example.com/opta/lmx.git` }),
  },
  {
    name: 'field',
    classes: NAMED,
    build: (secret, field) => ({ [field]: secret, retries: 3 }),
  },
  {
    name: 'field in camel case, nested',
    classes: NAMED,
    build: (secret, field) => ({
      config: { providers: [{ name: 'p1', options: { [camel(field)]: secret } }] },
    }),
  },
  {
    name: 'list under a field',
    classes: NAMED,
    build: (secret, field) => ({ [field]: [secret, secret], keep: [1, 2] }),
  },
  {
    name: 'pair of a name and a value',
    classes: NAMED,
    build: (secret, field) => ({ variables: [{ name: field.toUpperCase(), value: secret, scope: 'user' }] }),
  },
  {
    name: 'field that says nothing',
    classes: SHAPE_OR_PEM,
    build: (secret) => ({ note: secret, size: 512 }),
  },
  {
    name: 'sentence',
    classes: SHAPE_OR_PEM,
    build: (secret) => ({
      message: `401 Unauthorized: ${secret} was rejected by the hub, will retry in 5 s`,
    }),
  },
  {
    name: 'sentence with a name',
    classes: SHAPE,
    build: (secret) => ({ message: `the token ${secret} was rejected by the hub, will retry in 5 s` }),
  },
  {
    name: 'JSON in a text',
    classes: NAMED,
    encode: jsonEscaped,
    build: (secret, field) => ({ body: `{"${camel(field)}": "${secret}", "max_tokens": 512}` }),
  },
  {
    name: 'JSON in JSON in a text',
    classes: NAMED,
    encode: (secret) => jsonEscaped(jsonEscaped(secret)),
    build: (secret, field) => ({
      body: `{"inner": "{\\"${field}\\": \\"${secret}\\", \\"n\\": 5}", "ok": true}`,
    }),
  },
  {
    name: 'table of markdown',
    classes: SHAPE,
    build: (secret) => ({
      summary: `| step | value |\n|---|---|\n| login | \`${secret}\` |\n| pull | done |`,
    }),
  },
  {
    name: 'quoted code',
    classes: SHAPE,
    build: (secret) => ({ message: `config.py line 3: key = "${secret}"  # to do` }),
  },
  {
    name: 'header',
    classes: SHAPE,
    build: (secret) => ({ headers: { Authorization: `Bearer ${secret}`, accept: 'application/json' } }),
    buildRedacted: (replacement) => ({ headers: { Authorization: replacement, accept: 'application/json' } }),
  },
  {
    name: 'dump of headers',
    classes: SHAPE,
    build: (secret) => ({
      raw: `POST /v1 HTTP/1.1\r\nAuthorization: Bearer ${secret}\r\nAccept: text/html\r\n\r\n`,
    }),
  },
  {
    name: 'header of its own',
    classes: ON_ONE_LINE,
    build: (secret, field) => ({ raw: `> x-${kebab(field)}: ${secret}\r\n> accept: text/html\r\n` }),
  },
  {
    name: 'cookie',
    classes: SHAPE,
    encode: encodeURIComponent,
    build: (secret) => ({ raw: `Host: a.example\r\nCookie: theme=dark; sid=${secret}\r\nAccept: text/html` }),
    buildRedacted: (replacement) => ({
      raw: `Host: a.example\r\nCookie: ${replacement}\r\nAccept: text/html`,
    }),
  },
  {
    name: 'error with a stack',
    classes: SHAPE_OR_PEM,
    build: (secret) => ({
      error: {
        name: 'HubError',
        message: `bad credentials (${secret})`,
        stack: `HubError: bad credentials (${secret})\n    at pull (file:///opt/lmx/client.js:210:15)`,
      },
    }),
  },
  {
    name: 'name of a field',
    classes: SHAPE_OR_PEM,
    build: (secret) => ({ calls: { [secret]: { count: 3 } } }),
  },
  {
    name: 'deep inside',
    classes: SHAPE_OR_PEM,
    build: (secret) => ({ a: [{ b: [[{ c: { d: [1, { e: secret }] } }]] }] }),
  },
  {
    name: 'item of a list',
    classes: SHAPE_OR_PEM,
    build: (secret) => ({ lines: ['first', secret, 'last'] }),
  },
  {
    name: 'before punctuation',
    classes: SHAPE_OR_PEM,
    build: (secret) => ({ message: `Use ${secret}, or (${secret}). Also <${secret}>; "${secret}"!` }),
  },
  {
    name: 'between letters of other scripts',
    classes: SHAPE_OR_PEM,
    build: (secret) => ({ message: `キー「${secret}」は無効です→${secret}。ключ ${secret}…` }),
  },
  {
    name: 'in colours of a terminal',
    classes: ON_ONE_LINE,
    build: (secret, field) => ({
      line: `\u001b[31m${field}\u001b[0m=\u001b[1;38;5;196m${secret}\u001b[0m done`,
    }),
  },
  {
    name: 'XML',
    classes: NAMED,
    encode: xmlEscaped,
    build: (secret, field) => ({ xml: `<server><${field}>${secret}</${field}><port>1234</port></server>` }),
  },
  {
    name: 'YAML',
    classes: ON_ONE_LINE,
    suits: isPlainWord,
    build: (secret, field) => ({ yaml: `server:\n  ${field}: ${secret}\n  port: 1234\n` }),
  },
  {
    name: 'YAML with quotes',
    classes: NAMED,
    encode: jsonEscaped,
    build: (secret, field) => ({ yaml: `server:\n  ${field}: "${secret}"\n  port: 1234\n` }),
  },
  {
    name: '.netrc',
    classes: SHAPE,
    build: (secret) => ({ netrc: `machine hub.local login ada password ${secret}\nmachine b login c\n` }),
  },
  {
    name: 'SQL',
    classes: SHAPE,
    build: (secret) => ({ query: `UPDATE users SET note = '${secret}' WHERE id = 7` }),
  },
  {
    name: 'map',
    classes: NAMED,
    build: (secret, field) => ({
      settings: new Map([
        [field, secret],
        ['port', '1234'],
      ]),
    }),
    isValueOnly: true,
  },
  ...urlPlacements(),
];

function urlPlacements(): Placement[] {
  const classes: readonly SecretClass[] = ['url'];
  return [
    { name: 'address', classes, build: (url) => ({ address: url, pool: 5 }) },
    {
      name: 'address in a sentence',
      classes,
      build: (url) => ({ message: `connect to ${url} failed: ECONNREFUSED` }),
    },
    {
      name: 'address in a stack',
      classes,
      build: (url) => ({ stack: `Error: ${url}\n    at pull (pull.js:41:11)` }),
    },
    { name: 'address as the name of a field', classes, build: (url) => ({ pools: { [url]: { open: 3 } } }) },
    {
      name: 'address in JSON in a text',
      classes,
      build: (url) => ({ body: JSON.stringify({ a: { url }, b: 1 }) }),
    },
    { name: 'address in the environment', classes, build: (url) => ({ env: `A=1\nDATABASE=${url}\nB=2` }) },
  ];
}

function kebab(field: string): string {
  return field.replaceAll('_', '-');
}

function camel(field: string): string {
  return field.replace(/_(\w)/g, (_match, letter: string) => letter.toUpperCase());
}

/** What neither a shell nor YAML wants quoted. */
function isPlainWord(secret: string): boolean {
  return /^\w[\w+/.=~-]*$/.test(secret);
}

function jsonEscaped(secret: string): string {
  return JSON.stringify(secret).slice(1, -1);
}

function xmlEscaped(secret: string): string {
  return secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
