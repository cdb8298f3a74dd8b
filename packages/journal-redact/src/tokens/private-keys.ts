import { alphanumeric, base64 } from './character-runs.js';
import type { TokenTable } from './token-rule.js';

/** As much as the largest keys have: what is left of one would still help to guess it. */
const MAX_LENGTH = 16_384;

/** Private keys that are not in PEM form. */
export const PRIVATE_KEYS: TokenTable = {
  age: [
    {
      kind: 'age-key',
      starts: ['AGE-SECRET-KEY-1', 'AGE-SECRET-KEY-PQ-1'],
      rest: alphanumeric(38, MAX_LENGTH),
    },
  ],
  PuTTY: [
    {
      kind: 'private-key',
      starts: ['Private-Lines: '],
      rest: `[A-Za-z0-9+/=\\r\\n\\\\]{40,${MAX_LENGTH}}(?:-MAC: [a-f0-9]{40,64})?`,
    },
  ],
  OpenSSH: [
    // Base64 of `openssh-key-v1`, where the lines around it are missing.
    { kind: 'private-key', starts: ['b3BlbnNzaC1rZXktdjE'], rest: base64(40, MAX_LENGTH) },
    {
      kind: 'private-key',
      starts: ['---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----'],
      rest: `[^-]{40,${MAX_LENGTH}}(?:---- END SSH2 ENCRYPTED PRIVATE KEY ----)?`,
    },
  ],
  OpenVPN: [
    {
      kind: 'private-key',
      starts: ['-----BEGIN OpenVPN Static key V1-----'],
      rest: `[^-]{40,${MAX_LENGTH}}(?:-----END OpenVPN Static key V1-----)?`,
    },
  ],
  // Base64 of the line with which a key in PEM form begins: RSA, EC, DSA, OPENSSH, ENCRYPTED, or none of them.
  'PEM in base64': [
    {
      kind: 'private-key',
      starts: [
        'LS0tLS1CRUdJTiBQUklWQV',
        'LS0tLS1CRUdJTiBSU0EgUF',
        'LS0tLS1CRUdJTiBFQyBQUk',
        'LS0tLS1CRUdJTiBEU0EgUF',
        'LS0tLS1CRUdJTiBPUEVOU1',
        'LS0tLS1CRUdJTiBFTkNSWV',
      ],
      rest: base64(40, MAX_LENGTH),
    },
  ],
  minisign: [{ kind: 'private-key', starts: ['RWRTY0Iy'], rest: base64(100), needsBorder: true }],
  'Bitcoin wallets': [
    { kind: 'wallet-key', starts: ['xprv', 'yprv', 'zprv'], rest: alphanumeric(72), needsBorder: true },
  ],
  Nostr: [{ kind: 'nostr-key', starts: ['nsec1'], rest: '[a-z0-9]{38,64}', needsBorder: true }],
};
