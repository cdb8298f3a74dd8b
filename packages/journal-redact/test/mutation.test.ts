import { describe, expect, test } from 'vitest';
import { checkPolicy } from '../src/check-policy.js';
import type { RedactionPolicy, Redactor } from '../src/index.js';
import { NameCache } from '../src/names/name-cache.js';
import { NAME_TABLES, type NameTables } from '../src/names/name-tables.js';
import { redactorOf } from '../src/redactor-of.js';
import { ASSIGNMENT_FORMS } from '../src/text/assignments/find-assignment.js';
import { SecretFinder, type SecretRules } from '../src/text/find-secrets.js';
import { PLACE_RULES } from '../src/text/place-rules.js';
import type { TokenRule } from '../src/tokens/token-rule.js';
import { TOKEN_RULES } from '../src/tokens/token-rules.js';
import { findChange, findMistakes, suitedFor } from './find-mistakes.js';
import { FURTHER_CASES } from './fixtures/further-cases.js';
import { readBenign, readSecrets } from './fixtures/read-fixtures.js';
import { PLACEMENTS } from './placements.js';

const secrets = readSecrets();
const benign = readBenign();
/** Of those that are known by their shape a few are enough to see what else is switched off. */
const FEW = secrets.filter((secret, index) => secret.class !== 'shape' || index % 20 === 0);
const NOTHING_OWN = { keys: [], omit: [], allowed: [] };
const ALL: Omit<SecretRules, 'names'> = { tokens: TOKEN_RULES, places: PLACE_RULES, forms: ASSIGNMENT_FORMS };

const MAPS = ['secretWords', 'secretEndings', 'lastWords', 'weakWords'] as const;
const SETS = [
  'secretKeyWords',
  'secretTokensWords',
  'harmlessKeyWords',
  'harmlessTokenWords',
  'harmlessLastWords',
  'neutralLastWords',
  'collectionWords',
] as const;

test('nothing is noticed where nothing is switched off', () => {
  expect(isNoticed(redactorWith({}))).toBe(false);
});

test('each rule of tokens is noticed when it is switched off', () => {
  const unnoticed = TOKEN_RULES.filter((rule) => !isRuleNoticed(rule));
  expect(unnoticed.map(({ kind, starts }) => `${kind} ${starts[0]}`)).toEqual([]);
});

test.each(PLACE_RULES)('the place $literal is noticed when it is switched off', (place) => {
  const places = PLACE_RULES.filter((one) => one !== place);
  expect(isNoticed(redactorWith({ places }))).toBe(true);
});

test.each(ASSIGNMENT_FORMS.map((form) => ({ name: form.name, form })))(
  'the form $name is noticed when it is switched off',
  ({ form }) => {
    const forms = ASSIGNMENT_FORMS.filter((one) => one !== form);
    expect(isNoticed(redactorWith({ forms }))).toBe(true);
  },
);

test.each(groupsOfNames())('the names $group are noticed when they are switched off', ({ tables }) => {
  expect(isNoticed(redactorWith({}, { ...NAME_TABLES, ...tables }))).toBe(true);
});

describe('what a policy says', () => {
  const policy: RedactionPolicy = {
    keys: ['door_code'],
    rules: [{ kind: 'acme-token', starts: ['acme_'], rest: '[a-z0-9]{16,64}' }],
    omit: ['prompt'],
    allow: { keys: ['api_key'], patterns: [/demo-\d+/], kinds: ['pin'] },
  };
  const value = {
    door_code: '12',
    note: 'acme_0123456789abcdef',
    prompt: 'Hello',
    api_key: 'public',
    password: 'demo-1',
    pin: '4829',
  };

  test.each([
    ['keys', { ...policy, keys: [] }],
    ['rules', { ...policy, rules: [] }],
    ['omit', { ...policy, omit: [] }],
    ['allow.keys', { ...policy, allow: { ...policy.allow, keys: [] } }],
    ['allow.patterns', { ...policy, allow: { ...policy.allow, patterns: [] } }],
    ['allow.kinds', { ...policy, allow: { ...policy.allow, kinds: [] } }],
  ])('is noticed when its %s are left out', (_part, less) => {
    expect(redactorFor(policy).redact(value)).toEqual({
      ...value,
      door_code: '[redacted:secret]',
      note: '[redacted:acme-token]',
      prompt: '[not journaled: 5 characters]',
    });
    expect(redactorFor(less).redact(value)).not.toEqual(redactorFor(policy).redact(value));
  });
});

function redactorWith(changed: Partial<SecretRules>, tables: NameTables = NAME_TABLES): Redactor {
  const names = new NameCache(NOTHING_OWN, tables);
  const finder = new SecretFinder({ ...ALL, names, ...changed });
  return redactorOf({ names, finder }, checkPolicy({}).allow);
}

function redactorFor(policy: RedactionPolicy): Redactor {
  const { keys, omit, rules, allow } = checkPolicy(policy);
  const names = new NameCache({ keys, omit, allowed: allow.keys });
  const finder = new SecretFinder({ ...ALL, names, tokens: [...rules, ...TOKEN_RULES] });
  return redactorOf({ names, finder }, allow);
}

/** Whether one of its own secrets is not replaced as a whole, or not called by its kind, without it. */
function isRuleNoticed(rule: TokenRule): boolean {
  const redactor = redactorWith({ tokens: TOKEN_RULES.filter((one) => one !== rule) });
  return (
    isCaseNoticed(redactor) ||
    secrets.some(
      (secret) =>
        secret.class === 'shape' &&
        secret.kind === rule.kind &&
        [secret.secret, encodeURIComponent(secret.secret)].some(
          (text) => redactor.redactText(text).replace(/#\d+/, '') !== `[redacted:${rule.kind}]`,
        ),
    )
  );
}

/** Whether a secret of the fixtures is left, or something harmless changed. */
function isNoticed(redactor: Redactor): boolean {
  return (
    isCaseNoticed(redactor) ||
    benign.some((one) => findChange(redactor, one) !== undefined) ||
    PLACEMENTS.some((placement) =>
      suitedFor(placement, FEW).some((secret) => findMistakes(redactor, placement, secret).length > 0),
    )
  );
}

function isCaseNoticed({ redact }: Redactor): boolean {
  return FURTHER_CASES.some(
    ([value, expected]) => JSON.stringify(redact(value)).replace(/#\d+/g, '') !== JSON.stringify(expected),
  );
}

/** The words of a table that name the same kind, and tables that name none. */
function groupsOfNames(): { group: string; tables: Partial<NameTables> }[] {
  const ofKinds = MAPS.flatMap((table) =>
    [...new Set(NAME_TABLES[table].values())].map((kind) => ({
      group: `${table} of ${kind}`,
      tables: { [table]: new Map([...NAME_TABLES[table]].filter(([, other]) => other !== kind)) },
    })),
  );
  return [...ofKinds, ...SETS.map((table) => ({ group: table, tables: { [table]: new Set<string>() } }))];
}
