import { lintSource } from '@secretlint/core';
import { creator } from '@secretlint/secretlint-rule-preset-recommend';
import { describe, expect, test } from 'vitest';
import { createRedactor } from '../src/index.js';
import { readSecrets, type Secret } from './fixtures/read-fixtures.js';
import { SECRETLINT_SAMPLES } from './secretlint-samples.js';

/** What secretlint finds and is not replaced → why. */
const FOUND_BY_THEM_ONLY: Readonly<Record<string, string>> = {
  AWSAccountID: 'the number of an account is no secret; it stands in every ARN',
};

/** Kinds of the fixtures that secretlint finds as well. All others have no rule there. */
const FOUND_BY_BOTH: ReadonlySet<string> = new Set(
  `openai-project-key openai-service-key openai-admin-key anthropic-key github-token github-fine-grained-token
   linear-key slack-bot-token slack-user-token slack-app-token sendgrid-key shopify-token shopify-secret
   npm-token`.split(/\s+/),
);

/** Kinds of which secretlint finds some → why not the others. */
const FOUND_BY_THEM_IN_PART: Readonly<Record<string, string>> = {
  'aws-access-key-id': 'those of bearer tokens and of contexts, ABIA and ACCA, have no rule there',
  'api-key': 'only the form that OpenAI had until 2024 has a rule there',
  'slack-token': 'only xoxa, xoxo and xoxr have a rule there',
  name: 'only AWS_SECRET_ACCESS_KEY has a rule there',
  url: 'only connection strings of three databases and addresses of the web have a rule there',
};

/** Numbers of keys and accounts are looked for only where one asks for it. */
const AWS_WITH_IDS = { id: '@secretlint/secretlint-rule-aws', options: { enableIDScanRule: true } };

interface Found {
  messageId: string;
  part: string;
}

describe('what secretlint finds', () => {
  test('in a sample of each of its rules is what the sample is for', async () => {
    for (const { messageId, fileName, text } of SECRETLINT_SAMPLES) {
      expect((await lint(text, fileName)).map((found) => found.messageId)).toContain(messageId);
    }
  });

  test('in the samples is replaced, except for what is known to be none', async () => {
    const left = new Set<string>();
    for (const { fileName, text } of SECRETLINT_SAMPLES) {
      for (const { messageId } of await leftOf(text, fileName)) left.add(messageId);
    }
    expect([...left]).toEqual(Object.keys(FOUND_BY_THEM_ONLY));
  });

  test('in the fixtures is replaced', async () => {
    for (const secret of readSecrets()) expect(await leftOf(textOf(secret))).toEqual([]);
  });
});

test('what secretlint does not find of the fixtures is known', async () => {
  const byKind = groupByKind(readSecrets());
  for (const [kind, secrets] of byKind) {
    const found = await Promise.all(secrets.map(async (secret) => (await lint(textOf(secret))).length > 0));
    const expected = FOUND_BY_BOTH.has(kind) ? 'all' : kind in FOUND_BY_THEM_IN_PART ? 'some' : 'none';
    expect([kind, howMany(found)]).toEqual([kind, expected]);
  }
});

async function lint(text: string, fileName = 'a.txt'): Promise<Found[]> {
  const { messages } = await lintSource({
    source: {
      filePath: fileName,
      content: text,
      ext: fileName.replace(/^.*(?=\.)/, ''),
      contentType: 'text',
    },
    options: {
      noPhysicFilePath: true,
      config: {
        rules: [{ id: '@secretlint/secretlint-rule-preset-recommend', rule: creator, rules: [AWS_WITH_IDS] }],
      },
    },
  });
  return messages.map(({ messageId, range }) => ({ messageId, part: text.slice(...range) }));
}

/** What secretlint finds in a text and still is in it after it was redacted. */
async function leftOf(text: string, fileName?: string): Promise<Found[]> {
  const redacted = createRedactor().redactText(text);
  return (await lint(text, fileName)).filter(({ part }) => redacted.includes(part));
}

function textOf(secret: Secret): string {
  if (secret.class === 'name') return `${secret.name}=${secret.secret}`;
  if (secret.class === 'url') return `${secret.before}${secret.secret}${secret.after}`;
  return `the value is ${secret.secret} today`;
}

function kindOf(secret: Secret): string {
  return secret.class === 'shape' ? secret.kind : secret.class;
}

function howMany(found: readonly boolean[]): 'all' | 'some' | 'none' {
  if (found.every((isFound) => isFound)) return 'all';
  return found.some((isFound) => isFound) ? 'some' : 'none';
}

function groupByKind(secrets: readonly Secret[]): Map<string, Secret[]> {
  const groups = new Map<string, Secret[]>();
  for (const secret of secrets) {
    const kind = kindOf(secret);
    groups.set(kind, [...(groups.get(kind) ?? []), secret]);
  }
  return groups;
}
