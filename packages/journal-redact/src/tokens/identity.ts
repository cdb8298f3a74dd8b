import { alphanumeric, base64, word } from './character-runs.js';
import type { TokenTable } from './token-rule.js';

const LETTERS_AND_DIGITS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'];

/** Not again at each `eyJ` of a header. */
const HEADER = `(?<!\\w-eyJ)${word(8, 2048)}`;

/** Who one is, and where secrets are kept. */
export const IDENTITY: TokenTable = {
  'JSON Web Tokens': [
    // Header and claims, or the five parts of one that is encrypted; the last ones may be cut off.
    {
      kind: 'jwt',
      starts: ['eyJ'],
      rest: `${HEADER}[.]${word(12, 4096)}${part()}${part()}${part()}`,
      needsBorder: true,
    },
    {
      kind: 'jwt',
      starts: ['eyJ'],
      rest: `${HEADER}[.][.]${word(8, 64)}${part()}${part()}`,
      needsBorder: true,
    },
    // The same once more in base64, as in the secrets of Kubernetes.
    {
      kind: 'jwt',
      starts: ['ZXlKaGJHY2lPaU', 'ZXlKMGVYQWlPaU', 'ZXlKcmFXUWlPaU'],
      rest: base64(40, 16_384),
    },
    {
      kind: 'paseto',
      starts: ['v2.local.', 'v3.local.', 'v4.local.', 'v2.public.', 'v3.public.', 'v4.public.'],
      rest: `${word(40, 4096)}${part()}`,
      needsBorder: true,
    },
  ],
  Okta: [
    {
      kind: 'okta-token',
      starts: LETTERS_AND_DIGITS.map((character) => `00${character}`),
      // Hashes begin like this as well, but have other lengths.
      rest: '[A-Za-z0-9_-]{39}(?![A-Za-z0-9_-])',
      needsBorder: true,
      mustLookRandom: true,
    },
  ],
  Ory: [
    {
      kind: 'ory-token',
      starts: ['ory_at_', 'ory_rt_', 'ory_ac_', 'ory_st_', 'ory_pat_'],
      rest: `${word(20)}${part()}`,
    },
  ],
  Stytch: [{ kind: 'stytch-secret', starts: ['secret-live-', 'secret-test-'], rest: base64(24, 80) }],
  Authress: [
    {
      kind: 'authress-key',
      starts: ['authress_', 'scauth_'],
      rest: '[a-z0-9]{5,30}[.][a-z0-9]{4,6}[.]acc[_-][A-Za-z0-9-]{10,32}[.][A-Za-z0-9+/_=%-]{24,256}',
    },
  ],
  '1Password': [
    { kind: '1password-service-token', starts: ['ops_eyJ'], rest: base64(120, 4096) },
    {
      kind: '1password-secret-key',
      starts: ['A3-'],
      rest: '[A-Z0-9]{6}-[A-Z0-9]{5,11}-[A-Z0-9-]{8,36}',
      needsBorder: true,
    },
  ],
  'HashiCorp Vault': [
    { kind: 'vault-token', starts: ['hvs.', 'hvb.', 'hvr.'], rest: word(20, 1024), needsBorder: true },
    {
      kind: 'vault-token',
      starts: LETTERS_AND_DIGITS.map((character) => `s.${character}`),
      rest: '[A-Za-z0-9]{23}(?![A-Za-z0-9_-])',
      needsBorder: true,
      mustLookRandom: true,
    },
  ],
  Doppler: [
    {
      kind: 'doppler-token',
      starts: ['dp.pt.', 'dp.ct.', 'dp.sa.', 'dp.st.', 'dp.scim.', 'dp.audit.'],
      rest: alphanumeric(26),
      needsBorder: true,
    },
    {
      kind: 'doppler-token',
      starts: ['dp.st.'],
      // The configuration stands between them.
      rest: `[a-z0-9_-]{2,35}[.]${alphanumeric(20, 64)}`,
      needsBorder: true,
    },
  ],
  Infisical: [
    {
      kind: 'infisical-token',
      starts: ['st.'],
      rest: '[a-f0-9]{20,32}[.][a-f0-9]{16,64}(?:[.][a-f0-9]{1,64})?',
      needsBorder: true,
    },
  ],
  Tailscale: [
    {
      kind: 'tailscale-key',
      starts: ['tskey-auth-', 'tskey-api-', 'tskey-client-', 'tskey-scim-', 'tskey-webhook-'],
      rest: word(20),
    },
  ],
};

function part(): string {
  return '(?:[.][A-Za-z0-9_-]{1,4096})?';
}
