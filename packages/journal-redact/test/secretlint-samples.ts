import { generateKeyPairSync } from 'node:crypto';
import { createRandom, fillTemplate } from './fixtures/fill-template.js';

/** A text in which secretlint finds something. */
export interface SecretlintSample {
  /** What it calls what it finds. */
  messageId: string;
  fileName: string;
  text: string;
}

/** What it calls it → the file and what stands in it; random characters come in the places of the templates. */
const TEMPLATES: Readonly<Record<string, readonly [fileName: string, template: string]>> = {
  AWSAccessKeyID: ['a.txt', 'the key AKIA{U16} was rotated'],
  AWSAccountID: ['a.txt', 'aws_account_id = "{d12}"x'],
  AWSSecretAccessKey: ['a.txt', 'AWS_SECRET_ACCESS_KEY={A40}\n'],
  PrivateKeyJSON: [
    'key.json',
    '{"type":"service_account","private_key_id":"{h40}","private_key":"-----BEGIN PRIVATE KEY-----\\n{b64}\\n-----END PRIVATE KEY-----\\n"}',
  ],
  PackageJSON_xOauthToken: ['package.json', '{"a":"git+https://{h40}:x-oauth-basic@github.com/a/b.git"}'],
  Npmrc_authToken: ['.npmrc', '//packages.example.com/:_authToken={u}'],
  NPM_ACCESS_TOKEN: ['a.txt', 'log in with npm_{A36} there'],
  SLACK_TOKEN: ['a.txt', 'posted with xoxb-{d12}-{d12}-{A24} to #general'],
  IncomingWebhook: ['a.txt', 'post to https://hooks.slack.com/services/T{U10}/B{U10}/{A24} then'],
  BasicAuth: ['a.txt', 'fetch https://ada:{A16}@example.com/a failed'],
  OPENAI_TOKEN: ['a.txt', 'with sk-proj-{w74}T3BlbkFJ{w74} in it'],
  ANTHROPIC_API_KEY: ['a.txt', 'with sk-ant-api03-{w93}AA in it'],
  LINEAR_API_TOKEN: ['a.txt', 'with lin_api_{A40} in it'],
  SENDGRID_KEY: ['a.txt', 'with SG.{A22}.{A43} in it'],
  SHOPIFY_KEY: ['a.txt', 'with shpat_{h32} in it'],
  GITHUB_TOKEN: ['a.txt', 'with ghp_{A36} in it'],
  MongoDBConnection: ['a.txt', 'mongodb+srv://svc:{A20}@cluster0.example.mongodb.net/main'],
  MySQLConnection: ['a.txt', 'mysql://root:{A16}@db.example.com:3306/main'],
  PostgreSQLConnection: ['a.txt', 'postgres://lmx:{A16}@db.example.com:5432/main'],
};

const random = createRandom(20_261_127);

export const SECRETLINT_SAMPLES: readonly SecretlintSample[] = [
  ...Object.entries(TEMPLATES).map(([messageId, [fileName, template]]) => ({
    messageId,
    fileName,
    text: fillTemplate(template, random),
  })),
  // It is parsed there, so it has to be a real one.
  { messageId: 'PrivateKey', fileName: 'a.pem', text: privateKey() },
  { messageId: 'OPS_TOKEN', fileName: 'a.txt', text: `use ops_${serviceAccount()} for it` },
];

function privateKey(): string {
  const { privateKey: key } = generateKeyPairSync('rsa', { modulusLength: 1024 });
  return key.export({ type: 'pkcs1', format: 'pem' }).toString();
}

/** Base64 of JSON whose last brace stands in a group of its own. */
function serviceAccount(): string {
  const secretKey = fillTemplate('A3-{U6}-{U6}-{U5}-{U5}-{U5}-{U5}', random);
  const json = JSON.stringify({ email: 'a@b.example', muk: { k: fillTemplate('{w43}', random) }, secretKey });
  const padding = 'a'.repeat((4 - (json.length % 3)) % 3);
  return btoa(json.replace('a@b', `a${padding}@b`)).replace(/=+$/, '');
}
