import { alphanumeric, base64, hex, uuid, word } from './character-runs.js';
import type { TokenTable } from './token-rule.js';

/** Money, shops, and what is sent from them. */
export const PAYMENTS: TokenTable = {
  Stripe: [
    { kind: 'stripe-key', starts: ['sk_live_', 'sk_test_', 'sk_org_'], rest: '[A-Za-z0-9_]{16,255}' },
    { kind: 'stripe-restricted-key', starts: ['rk_live_', 'rk_test_'], rest: alphanumeric(16) },
    {
      kind: 'stripe-client-secret',
      starts: ['_secret_'],
      before: { characters: '[A-Za-z0-9_]', minLength: 20, maxLength: 40 },
      rest: alphanumeric(16),
    },
  ],
  Square: [
    { kind: 'square-token', starts: ['sq0atp-'], rest: word(14) },
    { kind: 'square-secret', starts: ['sq0csp-'], rest: word(28) },
    { kind: 'square-token', starts: ['EAAA'], rest: word(40, 80), needsBorder: true, mustLookRandom: true },
  ],
  Shopify: [
    { kind: 'shopify-token', starts: ['shpat_', 'shpca_', 'shppa_', 'shptka_'], rest: hex(20) },
    { kind: 'shopify-secret', starts: ['shpss_'], rest: hex(20) },
  ],
  PayPal: [
    {
      kind: 'braintree-token',
      starts: [
        'access_token$production$',
        'access_token$sandbox$',
        'access_token%24production%24',
        'access_token%24sandbox%24',
      ],
      rest: '[a-z0-9]{16}[$%24]{1,3}[a-f0-9]{16,64}',
    },
  ],
  Plaid: [
    {
      kind: 'plaid-token',
      starts: ['access-sandbox-', 'access-development-', 'access-production-'],
      rest: uuid(),
    },
  ],
  Flutterwave: [
    {
      kind: 'flutterwave-key',
      starts: ['FLWSECK_TEST-', 'FLWSECK-', 'FLWSECK_TEST'],
      rest: '[A-Za-z0-9]{8,64}(?:-X)?',
    },
    {
      kind: 'flutterwave-public-key',
      starts: ['FLWPUBK_TEST-', 'FLWPUBK-'],
      rest: '[A-Za-z0-9]{20,64}(?:-X)?',
    },
  ],
  Duffel: [{ kind: 'duffel-token', starts: ['duffel_live_', 'duffel_test_'], rest: '[A-Za-z0-9_=-]{28,80}' }],
  Coinbase: [
    {
      kind: 'coinbase-key-name',
      starts: ['organizations/', 'organizations%2F'],
      rest: '[a-f0-9-]{36}[/%2F]{1,3}apiKeys[/%2F]{1,3}[a-f0-9-]{8,36}',
      needsBorder: true,
    },
  ],
  Adyen: [
    { kind: 'adyen-key', starts: ['AQE'], rest: base64(60, 256), needsBorder: true, mustLookRandom: true },
  ],
  Razorpay: [{ kind: 'razorpay-key', starts: ['rzp_live_', 'rzp_test_'], rest: alphanumeric(10) }],
  Paddle: [
    {
      kind: 'paddle-key',
      starts: ['pdl_live_apikey_', 'pdl_sdbx_apikey_', 'pdl_ntfset_'],
      rest: '[A-Za-z0-9_]{26,128}',
    },
  ],
  'Mollie, Lob': [
    {
      kind: 'mollie-key',
      starts: ['live_', 'test_'],
      rest: alphanumeric(22, 40),
      needsBorder: true,
      mustLookRandom: true,
    },
  ],
  Xendit: [{ kind: 'xendit-key', starts: ['xnd_production_', 'xnd_development_'], rest: alphanumeric(28) }],
  Polar: [
    { kind: 'polar-token', starts: ['polar_oat_', 'polar_pat_', 'polar_whs_'], rest: alphanumeric(28) },
  ],
  Ramp: [{ kind: 'ramp-secret', starts: ['ramp_sec_', 'ramp_tok_'], rest: alphanumeric(28) }],
  Shippo: [{ kind: 'shippo-token', starts: ['shippo_live_', 'shippo_test_'], rest: hex(26) }],
  EasyPost: [{ kind: 'easypost-key', starts: ['EZAK', 'EZTK'], rest: alphanumeric(36), needsBorder: true }],
};
