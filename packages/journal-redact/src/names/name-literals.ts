import { SECRET_TOKENS_WORDS } from './name-tables.js';

const JOINTS = ['', '_', '-', '.', ' '];

/**
 * What every name of a secret has in it: each word of the tables, or a part of it. In lower case. A test compares the
 * two.
 */
export const NAME_LITERALS: readonly string[] = [
  'passw',
  'passphrase',
  'passcode',
  'phpsess',
  'kennwort',
  'senha',
  'contrase',
  'wachtwoord',
  'secret',
  'hmac',
  'mnemonic',
  'credential',
  'creds',
  'auth',
  'bearer',
  'cookie',
  'csrf',
  'xsrf',
  'key',
  'signature',
  'login',
  'pass',
  'serial',
  'licen',
  'psk',
  'pwd',
  'jwt',
  'otp',
  'pin',
  'pincode',
  'sid',
  'sig',
  // `tokens` is what a model counts, but for these.
  ...[...SECRET_TOKENS_WORDS].flatMap((word) => JOINTS.map((joint) => `${word}${joint}tokens`)),
];

/** Also a part of every name of a secret, unless an `s` follows. */
export const TOKEN_LITERAL = 'token';
