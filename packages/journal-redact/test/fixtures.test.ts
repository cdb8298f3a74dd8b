import { describe, expect, test } from 'vitest';
import { createRedactor } from '../src/index.js';
import { makeBenign, makeSecrets } from './fixtures/make-fixtures.js';
import { readBenign, readSecrets, type Secret } from './fixtures/read-fixtures.js';
import { PLACEMENTS, type Placement } from './placements.js';

const FRAGMENT_LENGTH = 12;
const MARK = '[redacted]';
const REPLACEMENT = /\[redacted:[a-z\d-]+(?:#\d+)?\]/g;
const { redact, redactJson, redactText } = createRedactor();
const secrets = readSecrets();
const benign = readBenign();

test('the fixtures are what the script makes', () => {
  expect(secrets.map(({ secret: _secret, ...stored }) => stored)).toEqual(makeSecrets());
  expect(benign).toEqual(makeBenign());
  expect(secrets.length).toBeGreaterThan(400);
  expect(benign.length).toBeGreaterThan(200);
});

describe.each(PLACEMENTS.map((placement) => [placement.name, placement] as const))(
  '%s',
  (_name, placement) => {
    test('a secret is gone, and all else is kept', () => {
      const { classes, suits = () => true } = placement;
      const suited = secrets.filter((secret) => classes.includes(classOf(secret)) && suits(secret.secret));
      expect(suited).not.toEqual([]);
      expect(suited.flatMap((secret) => findMistakes(placement, secret))).toEqual([]);
    });
  },
);

test('a secret that is known by its shape is called by its kind', () => {
  for (const secret of secrets) {
    if (secret.class !== 'shape') continue;
    expect(redactText(secret.secret).replace(/#\d+/, '')).toBe(`[redacted:${secret.kind}]`);
  }
});

test('what is no secret stays as it is', () => {
  const changed = benign.flatMap(({ field, value }) => {
    const event = { type: 'note', data: { [field]: value } };
    const json = JSON.stringify(event);
    const text = String(value);
    const results = [
      redact(event) === event,
      redactJson(json) === json,
      redactText(json) === json,
      redactText(text) === text,
    ];
    return results.every((isKept) => isKept) ? [] : [{ field, value, results, text: redactText(text) }];
  });
  expect(changed).toEqual([]);
});

/** A secret of several lines stands where keys in PEM form do. */
function classOf(secret: Secret): Secret['class'] {
  return secret.class === 'shape' && secret.secret.includes('\n') ? 'pem' : secret.class;
}

/** What is still there of the secret, and what is missing beside it, in one line each. */
function findMistakes(placement: Placement, secret: Secret): string[] {
  const { encode = (text: string) => text, build, buildRedacted = build } = placement;
  const written = encode(secret.secret);
  const field = fieldOf(secret);
  const [text, expectedText] = [inUrl(secret, written), inUrl(secret, MARK)];
  const event = { type: 'note', data: build(text, field), request: 'chatcmpl-1' };
  const expected = { type: 'note', data: buildRedacted(expectedText, field), request: 'chatcmpl-1' };
  const label = secret.class === 'shape' ? secret.kind : secret.class === 'name' ? secret.name : secret.class;

  const outputs = { redact: show(redact(event)), ...(placement.isValueOnly ? {} : inJson(event)) };
  return Object.entries(outputs).flatMap(([method, output]) => {
    const left = leftOf([secret.secret, written], output);
    if (left !== undefined) return [`${label} ${method}: left ${left} of ${written} in ${output}`];
    if (method !== 'redactText' && output !== show(expected))
      return [`${label} ${method}: changed to ${output}`];
    return output.includes('chatcmpl-1') ? [] : [`${label} ${method}: too much is gone in ${output}`];
  });
}

function inJson(event: unknown): Record<string, string> {
  const json = JSON.stringify(event);
  return {
    redactJson: redactJson(json).replace(REPLACEMENT, MARK),
    redactText: redactText(json).replace(REPLACEMENT, MARK),
  };
}

function inUrl(secret: Secret, text: string): string {
  return secret.class === 'url' ? `${secret.before}${text}${secret.after}` : text;
}

function fieldOf(secret: Secret): string {
  if (secret.class === 'name') return secret.name;
  return secret.class === 'pem' ? 'private_key' : 'hub_token';
}

function show(value: unknown): string {
  const text = JSON.stringify(value, (_key, item: unknown) => (item instanceof Map ? [...item] : item));
  return text.replace(REPLACEMENT, MARK);
}

/** A part of one of the texts that is still there: all of it, if it is short. */
function leftOf(texts: readonly string[], output: string): string | undefined {
  for (const text of texts) {
    const escaped = JSON.stringify(text).slice(1, -1);
    const length = Math.min(FRAGMENT_LENGTH, escaped.length);
    for (let at = 0; at + length <= escaped.length; at += 1) {
      const fragment = escaped.slice(at, at + length);
      if (output.includes(fragment)) return fragment;
    }
  }
  return undefined;
}
