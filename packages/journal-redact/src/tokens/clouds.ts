import { alphanumeric, base64, hex, word } from './character-runs.js';
import type { TokenTable } from './token-rule.js';

/** Who rents out computers, storage and databases. */
export const CLOUDS: TokenTable = {
  AWS: [
    {
      kind: 'aws-access-key-id',
      starts: ['AKIA', 'ASIA', 'ABIA', 'ACCA'],
      rest: '[A-Z2-7]{12,20}',
      needsBorder: true,
    },
    { kind: 'aws-bedrock-key', starts: ['ABSK'], rest: base64(64), needsBorder: true },
    { kind: 'aws-bedrock-key', starts: ['bedrock-api-key-'], rest: base64(32, 4096) },
    // Base64 of what every session token begins with.
    {
      kind: 'aws-session-token',
      starts: ['IQoJb3JpZ2lu', 'FwoGZXIvYXdz', 'FQoGZXIvYXdz'],
      rest: base64(64, 4096),
    },
    { kind: 'aws-eks-token', starts: ['k8s-aws-v1.'], rest: word(64, 4096) },
  ],
  Google: [
    { kind: 'google-api-key', starts: ['AIza'], rest: word(24), needsBorder: true },
    { kind: 'google-auth-key', starts: ['AQ.'], rest: word(32), needsBorder: true },
    { kind: 'google-client-secret', starts: ['GOCSPX-'], rest: word(18) },
    { kind: 'google-access-token', starts: ['ya29.', 'ya29.c.'], rest: word(24, 2048) },
    {
      kind: 'google-refresh-token',
      starts: ['1//0', '1%2F%2F0', '1%2f%2f0'],
      rest: word(32),
      needsBorder: true,
    },
    { kind: 'google-storage-key-id', starts: ['GOOG1E'], rest: alphanumeric(36), needsBorder: true },
    {
      kind: 'firebase-server-key',
      starts: [':APA91b', '%3AAPA91b'],
      before: { characters: '[A-Za-z0-9_-]', minLength: 8, maxLength: 32 },
      rest: word(80),
    },
  ],
  Azure: [
    {
      kind: 'azure-client-secret',
      starts: ['0Q~', '1Q~', '2Q~', '3Q~', '4Q~', '5Q~', '6Q~', '7Q~', '8Q~', '9Q~'],
      before: { characters: '[A-Za-z0-9_~.]', minLength: 3, maxLength: 3 },
      rest: `${azureRun()}(?:[.]${azureRun()})?(?:[.]${azureRun()})?(?:[.]${azureRun()})?`,
    },
    // Keys of many services are signed with a mark near to their end.
    {
      kind: 'azure-storage-key',
      starts: ['+ASt', '+ACR', '+ABa', '+AMC', 'ACDb', '%2BASt', '%2BACR', '%2BABa', '%2BAMC'],
      before: { characters: '[A-Za-z0-9+/%]', minLength: 38, maxLength: 96 },
      rest: base64(6, 16),
    },
    {
      kind: 'azure-service-key',
      starts: ['+ASb', '+AEh', '%2BASb', '%2BAEh', 'AIoT', 'AzCa', 'AzFu', 'AzSe'],
      before: { characters: '[A-Za-z0-9+/%_-]', minLength: 32, maxLength: 56 },
      rest: base64(5, 14),
    },
    {
      kind: 'azure-ai-key',
      starts: ['JQQJ9'],
      before: { characters: '[A-Za-z0-9]', minLength: 36, maxLength: 52 },
      rest: alphanumeric(16, 32),
    },
    {
      kind: 'azure-shared-access-signature',
      starts: ['SharedAccessSignature sr='],
      rest: '[A-Za-z0-9%.&=+/_-]{40,1024}',
    },
    {
      kind: 'azure-shared-access-signature',
      starts: ['SharedAccessSignature%20sr%3D', 'SharedAccessSignature+sr%3D'],
      rest: '[A-Za-z0-9%._-]{40,1024}',
    },
    {
      kind: 'azure-refresh-token',
      starts: ['0.A', '1.A'],
      rest: '[A-Za-z0-9_-]{50,400}[.][A-Za-z0-9_-]{1,4096}',
      needsBorder: true,
    },
  ],
  DigitalOcean: [{ kind: 'digitalocean-token', starts: ['dop_v1_', 'doo_v1_', 'dor_v1_'], rest: hex(40) }],
  Cloudflare: [
    {
      kind: 'cloudflare-token',
      starts: ['cfut_', 'cfat_', 'cfk_'],
      rest: alphanumeric(28),
      needsBorder: true,
    },
    {
      kind: 'cloudflare-origin-ca-key',
      starts: ['v1.0-'],
      rest: '[a-f0-9]{16,24}-[a-f0-9]{64,160}',
      needsBorder: true,
    },
    // Base64 of `{"a":"`, the number of the account.
    { kind: 'cloudflare-tunnel-token', starts: ['eyJhIjoi'], rest: base64(96), needsBorder: true },
  ],
  'Fly.io': [
    { kind: 'fly-token', starts: ['fo1_'], rest: word(28), needsBorder: true },
    { kind: 'fly-token', starts: ['fm1a_', 'fm1r_', 'fm2_'], rest: base64(64, 4096), needsBorder: true },
  ],
  Heroku: [{ kind: 'heroku-key', starts: ['HRKU-'], rest: word(24) }],
  Vercel: [
    {
      kind: 'vercel-token',
      starts: ['vcp_', 'vci_', 'vca_', 'vcr_'],
      rest: alphanumeric(16),
      needsBorder: true,
    },
    { kind: 'vercel-key', starts: ['vck_'], rest: alphanumeric(16), needsBorder: true },
    { kind: 'vercel-blob-token', starts: ['vercel_blob_rw_'], rest: '[A-Za-z0-9_]{24,128}' },
  ],
  Netlify: [
    {
      kind: 'netlify-token',
      starts: ['nfp_', 'nfc_', 'nfo_', 'nfb_', 'nfu_'],
      rest: alphanumeric(24),
      needsBorder: true,
    },
  ],
  Render: [
    { kind: 'render-key', starts: ['rnd_'], rest: alphanumeric(18), needsBorder: true, mustLookRandom: true },
  ],
  'Deno Deploy': [
    { kind: 'deno-deploy-token', starts: ['ddp_', 'ddw_'], rest: alphanumeric(24), needsBorder: true },
  ],
  Scalingo: [{ kind: 'scalingo-token', starts: ['tk-us-'], rest: word(32), needsBorder: true }],
  Scaleway: [
    { kind: 'scaleway-access-key', starts: ['SCW'], rest: '[A-Z0-9]{17}(?![A-Za-z0-9])', needsBorder: true },
  ],
  'Alibaba Cloud': [
    { kind: 'alibaba-access-key-id', starts: ['LTAI'], rest: alphanumeric(12), needsBorder: true },
  ],
  'Tencent Cloud': [
    { kind: 'tencent-secret-id', starts: ['AKID'], rest: alphanumeric(24), needsBorder: true },
  ],
  'Yandex Cloud': [
    { kind: 'yandex-key', starts: ['AQVN'], rest: word(26), needsBorder: true },
    { kind: 'yandex-oauth-token', starts: ['y0_'], rest: word(36), needsBorder: true },
    {
      kind: 'yandex-iam-token',
      starts: ['t1.'],
      rest: '[A-Za-z0-9_-]{40,4096}={0,2}[.][A-Za-z0-9_-]{20,128}',
      needsBorder: true,
    },
  ],
  OpenShift: [{ kind: 'openshift-token', starts: ['sha256~'], rest: word(28) }],
  Rancher: [
    {
      kind: 'rancher-token',
      starts: ['token-'],
      rest: '[a-z0-9]{5}[:%3A]{1,3}[a-z0-9]{36,64}',
      needsBorder: true,
    },
  ],
};

/** Of a secret that may have dots in it, but ends before the one that ends a sentence. */
function azureRun(): string {
  return '[A-Za-z0-9_~-]{1,36}';
}
