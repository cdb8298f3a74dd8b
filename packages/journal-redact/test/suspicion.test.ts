import fc from 'fast-check';
import { expect, it } from 'vitest';
import { checkPolicy } from '../src/check-policy.js';
import { createRedactor } from '../src/index.js';
import { NameCache } from '../src/names/name-cache.js';
import type { Search } from '../src/redactor-of.js';
import { Replacements } from '../src/replacements.js';
import { ASSIGNMENT_FORMS } from '../src/text/assignments/find-assignment.js';
import { SecretFinder } from '../src/text/find-secrets.js';
import { JsonRedactor } from '../src/text/json-redactor.js';
import { PLACE_RULES } from '../src/text/place-rules.js';
import { PlainRedactor } from '../src/text/plain-redactor.js';
import { TOKEN_RULES } from '../src/tokens/token-rules.js';
import { ValueSuspicion } from '../src/values/value-suspicion.js';

/** Pieces of which texts are made that come close to what the rules look for. */
const PIECES = [
  ...TOKEN_RULES.flatMap(({ starts }) => starts),
  ...'password passwd PWD secret clientSecret api_key API-KEY token access_tokens authorization Bearer Basic cookie'.split(
    ' ',
  ),
  ...'psk pin otp sig sid key private login wifi-psk max_tokens tokenizer author'.split(' '),
  ...'= : " \' ` \\" \\\\" -- - , ; & ? :// @ / \n \t \u0001 \u001b[31m %3D \\n < > </ ( ) [ ] { } ** ä 😀 \ud800'.split(
    ' ',
  ),
  ' ',
  '-----BEGIN PRIVATE KEY-----',
  '-----END PRIVATE KEY-----',
  'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0',
  'Zk3vQ9xT7mB2wL5n',
  'dXNlcjpwYXNzd29yZA==',
  'a1b2c3d4e5f6a7b8c9d0a1b2c3d4e5f6a7b8c9d0',
  'ABCDEF0123456789abcdef0123456789',
  'correct horse',
  '48291735',
];

const piece = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...PIECES) },
  { weight: 1, arbitrary: fc.string() },
);
const textOf = (joint: string) => fc.array(piece, { maxLength: 8 }).map((parts) => parts.join(joint));
const valueWith = (text: fc.Arbitrary<string>) =>
  fc.letrec((tie) => ({
    any: fc.oneof(
      { depthSize: 'small' },
      text,
      fc.integer(),
      fc.constant(null),
      fc.array(tie('any'), { maxLength: 3 }),
      fc.dictionary(text, tie('any'), { maxKeys: 3 }),
    ),
  })).any;
const value = valueWith(textOf(''));
/** Without chains of tokens that are glued together, which nobody could take apart. */
const spacedValue = valueWith(textOf(' '));

it('what makes redact replace something makes JSON text suspicious, also where it is escaped', () => {
  fc.assert(
    fc.property(value, (one) => {
      const json = JSON.stringify(one);
      const redacted = createRedactor().redact(JSON.parse(json));
      expect(JSON.parse(createRedactor().redactJson(json))).toEqual(redacted);
    }),
    { numRuns: 10_000 },
  );
});

it('where the quick look sees nothing, a full walk replaces nothing', () => {
  const names = new NameCache({ keys: [], omit: [], allowed: [] });
  const finder = new SecretFinder({
    tokens: TOKEN_RULES,
    places: PLACE_RULES,
    names,
    forms: ASSIGNMENT_FORMS,
  });
  const suspicion = new ValueSuspicion(finder);
  let unsuspected = 0;
  fc.assert(
    fc.property(value, (one) => {
      if (suspicion.isSuspicious(one)) return;
      unsuspected += 1;
      expect(walkThrough({ finder, names }, one)).toBe(one);
    }),
    { numRuns: 20_000 },
  );
  expect(unsuspected).toBeGreaterThan(1_000);
});

/** What redaction does without a quick look before it. */
function walkThrough({ finder, names }: Search, one: unknown): unknown {
  const replacements = new Replacements();
  const plain = new PlainRedactor(finder, replacements, checkPolicy({}).allow);
  return new JsonRedactor({ finder, names, plain, replacements }).values.redact(one);
}

it('the quick look knows nothing of what is no plain object or array', () => {
  class Ticket {
    id = 1;
  }
  const redactor = createRedactor();
  const cyclic: Record<string, unknown> = {};
  cyclic.self = cyclic;
  for (const one of [
    new Map(),
    new Date(),
    new Ticket(),
    () => 1,
    [new Set()],
    { a: new Ticket() },
    cyclic,
  ]) {
    expect(redactor.mayHaveSecrets(one)).toBe(true);
  }
  for (const one of [{ total_tokens: 3, a: [null, true, undefined, 1n] }, 'loaded', Object.create(null)]) {
    expect(redactor.mayHaveSecrets(one)).toBe(false);
  }
  expect(redactor.mayHaveSecrets({ a: [{ wifi_psk: 1 }] })).toBe(true);
});

it('what is redacted is redacted no further', () => {
  fc.assert(
    fc.property(spacedValue, (one) => {
      const once = createRedactor().redact(one);
      expect(createRedactor().redact(once)).toEqual(once);
    }),
    { numRuns: 3_000 },
  );
});

it('the value that was given stays as it was', () => {
  fc.assert(
    fc.property(value, (one) => {
      const before = structuredClone(one);
      createRedactor().redact(one);
      expect(one).toEqual(before);
    }),
    { numRuns: 2_000 },
  );
});

it('what is quoted as harmless is what JSON.stringify writes, and has nothing to redact', () => {
  const redactor = createRedactor();
  let quoted = 0;
  fc.assert(
    fc.property(fc.oneof(textOf(''), fc.string({ unit: 'binary' })), (text) => {
      // A text that comes again is remembered from the second time on.
      for (let time = 0; time < 3; time += 1) {
        const json = redactor.quoteHarmless(text);
        const isWhole = JSON.stringify(text) === JSON.stringify(Buffer.from(text).toString());
        expect(json === undefined).toBe(redactor.mayHaveSecrets(text) || !isWhole);
        if (json === undefined) return;
        quoted += 1;
        expect(json).toBe(JSON.stringify(text));
        expect(createRedactor().redactText(text)).toBe(text);
      }
    }),
    { numRuns: 5_000 },
  );
  expect(quoted).toBeGreaterThan(1_000);
});
