import { describe, expect, test } from 'vitest';
import { createRedactor } from '../src/index.js';
import { findChange, findMistakes, suitedFor } from './find-mistakes.js';
import { makeBenign, makeSecrets } from './fixtures/make-fixtures.js';
import { readBenign, readSecrets } from './fixtures/read-fixtures.js';
import { PLACEMENTS } from './placements.js';

const redactor = createRedactor();
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
      const suited = suitedFor(placement, secrets);
      expect(suited).not.toEqual([]);
      expect(suited.flatMap((secret) => findMistakes(redactor, placement, secret))).toEqual([]);
    });
  },
);

test('a secret that is known by its shape is called by its kind', () => {
  for (const secret of secrets) {
    if (secret.class !== 'shape') continue;
    expect(redactor.redactText(secret.secret).replace(/#\d+/, '')).toBe(`[redacted:${secret.kind}]`);
  }
});

test('what is no secret stays as it is', () => {
  const changed = benign.flatMap((one) => findChange(redactor, one) ?? []);
  expect(changed).toEqual([]);
});
